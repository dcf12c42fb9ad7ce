// The stack that the files of tests share when they run in one process (all.mjs); each makes its own when run alone.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { Stack, defaultProgram, whyNot } from '../../../tools/cloud/stack.mjs';

export { pause, until } from '../../../tools/cloud/process.mjs';
export const program = defaultProgram;
const kEnvironment = 'dev';

if (!existsSync(program)) throw new Error(`${program} is not there: run "make build", or set HOUSING_BIN`);
/** Why the tests cannot run here; false where they can. */
export const skip = whyNot(kEnvironment);

let shared;
let folder;
function stack() {
  if (!shared) {
    folder = mkdtempSync(join(tmpdir(), 'housing-cloud-'));
    shared = new Stack({ folder, program, environment: kEnvironment, publishers: join(folder, 'publishers') });
  }
  return shared;
}
after(async () => {
  await shared?.stop();
  if (folder && !process.env.HOUSING_KEEP) rmSync(folder, { recursive: true, force: true });
  else if (folder) console.error(`kept: ${folder}`);
});
/** The stack with everything but the program. */
export const prepared = () => stack().prepare();
/** The stack with the program running in it. */
export const running = () => stack().begin();
