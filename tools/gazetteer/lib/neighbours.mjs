// Which places lie beside each other: those whose outlines in us-atlas share an arc (places that touch in a point do
// not), and for the counties it does not outline those of facts/county-neighbours.tsv. It goes both ways. ZIP codes
// have no outline; what is near them is found by distance when it is asked for.
import { adjacentCounties, adjacentStates } from './packages.mjs';
import { flags } from './place_facts.mjs';

/** Gives `neighbours` to states, counties and metros: present places first, the largest first. */
export function addNeighbours(world) {
  const { counties, stateByFips, metros, metroOfCounty } = world;
  for (const [a, b] of adjacentStates(world.packages)) join(stateByFips.get(a), stateByFips.get(b));
  for (const [a, b] of adjacentCounties(world.packages)) join(counties.get(a), counties.get(b));
  for (const [fips, others] of world.facts.countyNeighbours)
    for (const other of others.split(' ')) join(known(counties, fips), known(counties, other));
  for (const [county, metro] of metroOfCounty)
    for (const beside of county.neighbours) {
      const other = metroOfCounty.get(beside);
      if (other && other !== metro) join(metro, other);
    }
  for (const places of [stateByFips, counties, metros])
    for (const place of places.values()) place.neighbours = [...new Set(place.neighbours)].sort(byImportance);
}

function known(counties, fips) {
  const county = counties.get(fips);
  if (!county) throw new Error(`facts/county-neighbours.tsv names ${fips}, which is no county`);
  return county;
}

// An outline that is no place here (us-atlas has islands' districts of its own) has no neighbours.
function join(a, b) {
  if (!a || !b) return;
  a.neighbours.push(b);
  b.neighbours.push(a);
}

function byImportance(a, b) {
  const former = (place) => place.flags & flags.former;
  return former(a) - former(b) || b.population - a.population || (a.code < b.code ? -1 : 1);
}
