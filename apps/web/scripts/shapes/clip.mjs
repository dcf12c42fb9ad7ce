// Cutting polygons and lines, in the plane. Rings are arrays of [x, y], the first point repeated at the end or not.

const open = (ring) => {
  const [first, last] = [ring[0], ring.at(-1)];
  return first[0] === last[0] && first[1] === last[1] ? ring.slice(0, -1) : ring;
};

/** What of a ring is inside a convex polygon (Sutherland, Hodgman); null: nothing. Seams along the cut have no area. */
export function clipRing(ring, convex) {
  const corners = open(convex);
  const area = corners.reduce((sum, [x, y], i) => {
    const [nx, ny] = corners[(i + 1) % corners.length];
    return sum + x * ny - nx * y;
  }, 0);
  let points = open(ring);
  for (let i = 0; i < corners.length && points.length > 0; ++i) {
    const [ax, ay] = corners[i];
    const [bx, by] = corners[(i + 1) % corners.length];
    const side = ([x, y]) => ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) * Math.sign(area);
    const kept = [];
    points.forEach((point, j) => {
      const next = points[(j + 1) % points.length];
      const [here, there] = [side(point), side(next)];
      if (here >= 0) kept.push(point);
      if (here >= 0 === there >= 0) return;
      const t = here / (here - there);
      kept.push([point[0] + t * (next[0] - point[0]), point[1] + t * (next[1] - point[1])]);
    });
    points = kept;
  }
  return points.length < 3 ? null : [...points, points[0]];
}

/** Whether a point lies in rings of which each odd one counts. */
export function inside([x, y], rings) {
  let odd = false;
  for (const ring of rings)
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [[ax, ay], [bx, by]] = [ring[i], ring[j]];
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) odd = !odd;
    }
  return odd;
}

/** The parts of a line from a to b that lie inside rings. */
export function clipLine(a, b, rings) {
  const cuts = [0, 1];
  for (const ring of rings)
    for (let i = 1; i < ring.length; ++i) {
      const [p, q] = [ring[i - 1], ring[i]];
      const [dx, dy, ex, ey] = [b[0] - a[0], b[1] - a[1], q[0] - p[0], q[1] - p[1]];
      const cross = dx * ey - dy * ex;
      if (cross === 0) continue;
      const t = ((p[0] - a[0]) * ey - (p[1] - a[1]) * ex) / cross;
      const u = ((p[0] - a[0]) * dy - (p[1] - a[1]) * dx) / cross;
      if (t > 0 && t < 1 && u >= 0 && u <= 1) cuts.push(t);
    }
  cuts.sort((one, other) => one - other);
  const at = (t) => [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
  return cuts.slice(1).flatMap((end, i) => {
    const begin = cuts[i];
    return end > begin && inside(at((begin + end) / 2), rings) ? [[at(begin), at(end)]] : [];
  });
}
