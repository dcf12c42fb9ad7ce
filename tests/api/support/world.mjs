// Ready-made starting points: a server over the fixtures, a server over demo data.
import { join } from 'node:path';
import { writeFixtures } from './fixtures.mjs';
import { housingOk, serve, temporaryFolder } from './housing.mjs';

/** The fixtures imported into a folder of its own: {folder, data, files, summary}. */
export async function importedFixtures() {
  const folder = temporaryFolder();
  const files = writeFixtures(join(folder, 'files'));
  const data = join(folder, 'data');
  const { stdout } = await housingOk(['import', '--data-dir', data, '--json', join(folder, 'files')]);
  return { folder, data, files, summary: JSON.parse(stdout) };
}

export async function servedFixtures() {
  const imported = await importedFixtures();
  return { ...imported, server: await serve(imported.data) };
}

export async function servedDemo() {
  const folder = temporaryFolder();
  const data = join(folder, 'demo');
  await housingOk(['demo', '--data-dir', data]);
  return { folder, data, server: await serve(data) };
}
