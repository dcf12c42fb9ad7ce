// What the map's files hold: the states, counties, metro areas and ZIP codes of the gazetteer with their outlines, in
// the plane of us-atlas' counties-albers-10m (geoAlbersUsa, 975 x 610). Regions that projection leaves out (the
// territories) are left out here too.
import { flags } from '../../../../tools/gazetteer/lib/place_facts.mjs';
import { cellsOf } from './cells.mjs';

/** Kinds of regions, added up; src/features/region-map/shapes/decode.ts knows the same. */
export const kinds = { former: 1, approximate: 2 };

/** Gathers arcs as they are used and numbers them. */
class Arcs {
  list = [];
  #known = new Map();

  constructor(all) {
    this.all = all;
  }

  /** A reference into the topology, made one into this list. */
  shared(ref) {
    const arc = ref < 0 ? ~ref : ref;
    if (!this.#known.has(arc)) this.#known.set(arc, this.list.push(this.all[arc]) - 1);
    return ref < 0 ? ~this.#known.get(arc) : this.#known.get(arc);
  }

  polygons(geometry) {
    const parts = geometry.type === 'Polygon' ? [geometry.arcs] : geometry.arcs;
    return parts.map((rings) => rings.map((refs) => refs.map((ref) => this.shared(ref))));
  }

  own(points) {
    return this.list.push(points) - 1;
  }
}

function absoluteArcs({ arcs, transform: { scale, translate } }) {
  return arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => {
      x += dx;
      y += dy;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
  });
}

export class Levels {
  /** @param topology us-atlas' counties-albers-10m @param places gazetteer @param project [lon, lat] to [x, y] */
  constructor({ topology, topojson, places, project }) {
    this.topology = topology;
    this.topojson = topojson;
    this.arcs = absoluteArcs(topology);
    this.of = (type) => places.filter((place) => place.type === type);
    this.countyGeometry = new Map(topology.objects.counties.geometries.map((each) => [each.id, each]));
    this.stateGeometry = new Map(topology.objects.states.geometries.map((each) => [each.id, each]));
    this.zips = this.of('zip').flatMap((place) => {
      const where = place.latitude === undefined ? null : project([place.longitude, place.latitude]);
      return where ? [{ place, code: place.code, x: where[0], y: where[1] }] : [];
    });
    this.unoutlined = this.#approximations();
  }

  /** For every present county without an outline: the cells of the land it lies in, and which of them are its own. */
  #approximations() {
    const found = new Map();
    const missing = this.of('county').filter(
      (place) => !(place.flags & flags.former) && !this.countyGeometry.has(place.code),
    );
    for (const state of new Set(missing.map((place) => place.code.slice(0, 2)))) {
      const counties = missing.filter((place) => place.code.startsWith(state));
      const known = new Set(counties);
      const former = new Set(counties.flatMap((place) => place.links));
      const land = [...former].map((place) => this.countyGeometry.get(place.code)).filter(Boolean);
      if (land.length === 0) continue; // a territory
      const merged = { type: 'GeometryCollection', geometries: land };
      const outline = this.topojson.merge(this.topology, merged.geometries).coordinates;
      const sites = this.zips
        .filter(({ place }) => known.has(place.parents[0]))
        .map(({ place, x, y }) => ({ region: place.parents[0], x, y }));
      const without = counties.filter((place) => !sites.some(({ region }) => region === place));
      if (without.length > 0) throw new Error(`no ZIP code lies in ${without[0].name} (${state})`);
      const cells = cellsOf(sites, outline);
      for (const place of counties) found.set(place, cells);
    }
    return found;
  }

  /** Polygons and borders of regions made of counties, some of which may have no outline. */
  #madeOf(arcs, members, groupOf) {
    const outlined = members.filter((place) => this.countyGeometry.has(place.code));
    const rest = members.filter((place) => this.unoutlined.has(place));
    const geometries = outlined.map((place) => this.countyGeometry.get(place.code));
    const polygons =
      geometries.length === 1
        ? arcs.polygons(geometries[0])
        : geometries.length > 1
          ? arcs.polygons(this.topojson.mergeArcs(this.topology, geometries))
          : [];
    // Where some outlines are approximate, what is drawn is listed: the seams between cells are not.
    const edges = rest.length > 0 ? polygons.flat(2) : [];
    for (const cells of new Set(rest.map((place) => this.unoutlined.get(place)))) {
      for (const piece of cells.pieces)
        if (rest.includes(piece.region))
          polygons.push(...piece.polygons.map((rings) => rings.map((ring) => [arcs.own(ring)])));
      for (const { groups, line } of cells.borders(groupOf))
        if (groups[0] === groupOf(rest[0]) || groups[1] === groupOf(rest[0])) edges.push(arcs.own(line));
    }
    return { polygons, edges, kind: rest.length > 0 ? kinds.approximate : 0 };
  }

  states() {
    const arcs = new Arcs(this.arcs);
    const regions = this.of('state').flatMap((place) => {
      const fips = this.of('county')
        .find((county) => county.parents.includes(place))
        ?.code.slice(0, 2);
      const geometry = this.stateGeometry.get(fips);
      return geometry ? [{ code: place.code, polygons: arcs.polygons(geometry) }] : [];
    });
    return { level: 'state', arcs: arcs.list, regions, codes: regions.map(({ code }) => code) };
  }

  counties() {
    const one = (place) => place;
    return this.#level('county', (arcs, place) => {
      const own = this.#madeOf(arcs, [place], one);
      // A former county without an outline of its own whose land went to one other is drawn as that one.
      if (own.polygons.length > 0 || place.links.length !== 1) return own;
      return this.#madeOf(arcs, place.links, one);
    });
  }

  metros() {
    const present = new Map();
    for (const metro of this.of('metro'))
      if (!(metro.flags & flags.former)) for (const county of metro.children) present.set(county, metro);
    return this.#level('metro', (arcs, place) => {
      const counties = place.children.filter(({ type }) => type === 'county');
      const groupOf = place.flags & flags.former ? (county) => counties.includes(county) : (c) => present.get(c);
      return this.#madeOf(arcs, counties, groupOf);
    });
  }

  #level(level, make) {
    const arcs = new Arcs(this.arcs);
    const drawn = this.of(level).flatMap((place) => {
      const shape = make(arcs, place);
      return shape.polygons.length > 0 ? [{ place, shape }] : [];
    });
    const numbers = new Map(drawn.map(({ place }, i) => [place, i]));
    const regions = drawn.map(({ place, shape }) => {
      const former = Boolean(place.flags & flags.former);
      const successors = former ? place.links.map((link) => numbers.get(link)).filter((i) => i !== undefined) : [];
      return { ...shape, code: place.code, kind: shape.kind + (former ? kinds.former : 0), successors };
    });
    return { level, arcs: arcs.list, regions };
  }

  points() {
    const points = [...this.zips].sort((a, b) => (a.code < b.code ? -1 : 1));
    return { level: 'zip', points };
  }
}
