// What the build writes is what the map reads: of a small case by hand, and of the real files.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contains, drawnOf, makeLevel, type Level } from "../engine/level";
import { decodeShapes, type MapLevel, type Outlines } from "./decode";
import { readNames } from "./load";
import { encodeOutlines, encodePoints } from "../../../../scripts/shapes/encode.mjs";

const grid = { step: 0.5, width: 975, height: 610 };
const bytes = (buffer: Uint8Array): ArrayBuffer => Uint8Array.from(buffer).buffer;

test("outlines come back as they were, shared arcs in both directions", () => {
  const written = encodeOutlines(grid, {
    level: "county",
    arcs: [
      [
        [0, 0],
        [10, 0],
        [10, 700.5],
      ],
      [
        [10, 700.5],
        [0, 700.5],
        [0, 0],
      ],
      [
        [10, 700.5],
        [20, 0],
        [10, 0],
      ],
    ],
    regions: [
      { code: "01001", polygons: [[[0, 1]]] },
      { code: "09003", kind: 3, successors: [0], polygons: [[[~1, ~0]]], edges: [2] },
    ],
  });
  const { regions } = decodeShapes(bytes(written)) as Outlines;
  expect(regions.map(({ id, former, approximate }) => [id, former, approximate])).toEqual([
    ["county-01001", false, false],
    ["county-09003", true, true],
  ]);
  expect([...(regions[0]?.polygons[0]?.[0] ?? [])]).toEqual([0, 0, 10, 0, 10, 700.5, 0, 700.5, 0, 0]);
  expect([...(regions[1]?.polygons[0]?.[0] ?? [])]).toEqual([0, 0, 0, 700.5, 10, 700.5, 10, 0, 0, 0]);
  expect(regions[0]?.borders).toEqual([0, 1]);
  expect(regions[1]?.borders).toEqual([2]);
  expect(regions[1]?.box).toEqual([0, 0, 10, 700.5]);
});

test("points come back as they were", () => {
  const points = [
    { code: "00501", x: 900.5, y: 20 },
    { code: "99950", x: 3, y: 500 },
  ];
  const read = decodeShapes(bytes(encodePoints(grid, { level: "zip", points })));
  expect(read).toMatchObject({ form: "points", ids: ["zip-00501", "zip-99950"] });
  if (read.form === "points") expect([...read.x, ...read.y]).toEqual([900.5, 3, 20, 500]);
});

test("a cut file and other bytes are found out", () => {
  const written = encodePoints(grid, { level: "zip", points: [{ code: "00501", x: 900, y: 20 }] });
  expect(() => decodeShapes(bytes(written.subarray(0, -1)))).toThrow("cut off");
  expect(() => decodeShapes(new ArrayBuffer(16))).toThrow("no file of the map");
});

let folder = "";
const levels = new Map<MapLevel, Level>();
const level = (name: MapLevel): Level =>
  levels.get(name) ?? makeLevel({ form: "outlines", level: name, arcs: [], regions: [] });
const script = join(__dirname, "../../../../scripts/map-shapes.mjs");

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "map-shapes-"));
  execFileSync(process.execPath, [script, "--out", folder]);
  for (const name of ["state", "county", "metro", "zip"] as const)
    levels.set(name, makeLevel(decodeShapes(bytes(readFileSync(join(folder, `${name}.bin`))))));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const regionOf = (name: MapLevel, id: string) => {
  const { shapes, numberOf } = level(name);
  return shapes.form === "outlines" ? shapes.regions[numberOf.get(id) ?? -1] : undefined;
};

test("every state and every present county of the fifty and DC is there", () => {
  expect(level("state").ids).toHaveLength(51);
  const { shapes } = level("county");
  const present = shapes.form === "outlines" ? shapes.regions.filter(({ former }) => !former) : [];
  expect(present).toHaveLength(3144);
  expect(level("metro").ids.length).toBeGreaterThan(900);
  expect(level("zip").ids.length).toBeGreaterThan(40_000);
});

test("both Connecticuts cover the state; only one is drawn, the one that has values", () => {
  const land = regionOf("state", "state-ct");
  if (!land) throw new Error("no Connecticut");
  const ids = level("county").ids.filter((id) => id.startsWith("county-09"));
  const [old, now] = [ids.filter((id) => id < "county-09100"), ids.filter((id) => id > "county-09100")];
  expect([old.length, now.length]).toEqual([8, 9]);
  const holding = (ids: string[], x: number, y: number) =>
    ids.filter((id) => contains(regionOf("county", id)?.polygons ?? [], x, y)).length;
  let [checked, twice] = [0, 0];
  for (let x = land.box[0]; x < land.box[2]; x += 0.37)
    for (let y = land.box[1]; y < land.box[3]; y += 0.37) {
      if (!contains(land.polygons, x, y)) continue;
      ++checked;
      expect(holding(old, x, y)).toBe(1);
      const found = holding(now, x, y);
      expect(found).toBeGreaterThan(0); // no hole
      if (found > 1) ++twice; // cells overlap a little
    }
  expect(checked).toBeGreaterThan(3000);
  expect(twice).toBeLessThan(checked / 20);

  const drawnIds = (valued: string[]) => {
    const numbers = new Set(valued.map((id) => level("county").numberOf.get(id)));
    const { order, covered } = drawnOf(level("county"), (n) => numbers.has(n));
    return { last: order.slice(-8).map((n) => level("county").ids[n]), covered: covered.size, count: order.length };
  };
  expect(drawnIds(old)).toMatchObject({ last: old, covered: 9, count: 3144 + 8 });
  expect(drawnIds(now)).toMatchObject({ covered: 0, count: 3144 });
  expect(drawnIds([...old, ...now])).toMatchObject({ covered: 0, count: 3144 });
  expect(drawnIds([])).toMatchObject({ covered: 0, count: 3144 });
});

test("outlines that are not published are said to be approximate, and no others", () => {
  const { shapes } = level("county");
  const found = shapes.form === "outlines" ? shapes.regions.filter(({ approximate }) => approximate) : [];
  expect(found.map(({ id }) => id).filter((id) => !id.startsWith("county-09"))).toEqual([
    "county-02063",
    "county-02066",
  ]);
  expect(regionOf("metro", "metro-25540")?.approximate).toBe(true); // Hartford
  expect(regionOf("metro", "metro-41860")?.approximate).toBe(false);
});

test("a metro area is its counties", () => {
  const metro = regionOf("metro", "metro-41860"); // San Francisco: five counties
  for (const county of ["06001", "06013", "06041", "06075", "06081"]) {
    const number = level("county").numberOf.get(`county-${county}`) ?? -1;
    const [x, y] = [level("county").anchorX[number] ?? 0, level("county").anchorY[number] ?? 0];
    expect(contains(metro?.polygons ?? [], x, y)).toBe(true);
  }
});

test("ZIP codes lie in their county", () => {
  const inside = (zip: string, county: string) => {
    const number = level("zip").numberOf.get(`zip-${zip}`) ?? -1;
    const [x, y] = [level("zip").anchorX[number] ?? 0, level("zip").anchorY[number] ?? 0];
    return contains(regionOf("county", `county-${county}`)?.polygons ?? [], x, y);
  };
  expect(inside("90012", "06037")).toBe(true);
  expect(inside("60601", "17031")).toBe(true);
  expect(inside("06103", "09110")).toBe(true);
  expect(inside("90012", "17031")).toBe(false);
});

test("names are those of the API's labels; the territories have one too", () => {
  const names = (name: MapLevel) =>
    readNames(name, JSON.parse(readFileSync(join(folder, `names-${name}.json`), "utf8")));
  expect(names("county").get("county-09110")).toBe("Capitol Planning Region, CT");
  expect(names("county").get("county-72001")).toMatch(/, PR$/);
  expect(names("state").get("state-ca")).toBe("California");
  expect(names("metro").get("metro-17460")).toBe("Cleveland-Elyria, OH");
  expect(names("zip").get("zip-77002")).toBe("77002, Houston, TX");
  expect(level("county").numberOf.has("county-72001")).toBe(false);
});
