// Approximate outlines for regions that us-atlas does not outline: the land nearer to their ZIP codes than to those of
// their neighbours, inside a known outline. (Connecticut's planning regions; the two census areas that took over
// Valdez-Cordova in Alaska.) Good to some kilometres, and said to be approximate wherever it is drawn.
import { Delaunay } from 'd3-delaunay';
import { clipLine, clipRing } from './clip.mjs';

const kFar = 3000; // beyond the map on every side
const kAround = 12;
const kOverlap = 0.03; // more than rounding takes away, so that no gap opens between cells

/** The cell with every corner a little further from its site. */
const grown = (cell, { x, y }) =>
  cell.map(([cx, cy]) => {
    const far = Math.hypot(cx - x, cy - y) || 1;
    return [cx + ((cx - x) / far) * kOverlap, cy + ((cy - y) / far) * kOverlap];
  });

/**
 * @param sites {region, x, y}; a site's region is any name
 * @param outline polygons, each a list of rings
 * @returns pieces: {region, polygons} for each site; borders(groupOf): lines between sites of different groups
 */
export function cellsOf(sites, outline) {
  const unique = [...new Map(sites.map((site) => [`${site.x} ${site.y}`, site])).values()];
  const far = Array.from({ length: kAround }, (_, i) => {
    const angle = (2 * Math.PI * i) / kAround;
    return [487 + kFar * Math.cos(angle), 305 + kFar * Math.sin(angle)];
  });
  const delaunay = Delaunay.from([...unique.map(({ x, y }) => [x, y]), ...far]);
  const voronoi = delaunay.voronoi([-4 * kFar, -4 * kFar, 4 * kFar, 4 * kFar]);
  const rings = outline.flat();
  const pieces = unique.map((site, i) => {
    const cell = grown(voronoi.cellPolygon(i), site);
    const polygons = outline.map((each) => each.map((ring) => clipRing(ring, cell)).filter((ring) => ring !== null));
    return { region: site.region, polygons: polygons.filter((each) => each.length > 0) };
  });

  function borders(groupOf) {
    const { halfedges, triangles } = delaunay;
    const centre = (edge) => {
      const t = Math.floor(edge / 3);
      return [voronoi.circumcenters[2 * t], voronoi.circumcenters[2 * t + 1]];
    };
    const found = [];
    for (let edge = 0; edge < halfedges.length; ++edge) {
      const other = halfedges[edge];
      if (other < edge) continue; // each pair once; -1: on the hull, far away
      const [one, two] = [unique[triangles[edge]], unique[triangles[other]]];
      if (!one || !two) continue;
      const groups = [groupOf(one.region), groupOf(two.region)];
      if (groups[0] === groups[1]) continue;
      for (const line of clipLine(centre(edge), centre(other), rings)) found.push({ groups, line });
    }
    return found;
  }
  return { pieces, borders };
}
