// Colours for an index raster: one pass through a table. Pure. Colours are 32 bits as ImageData holds them: red in the
// lowest byte.

export interface ColourTable {
  /** By number of the raster. */
  plain: Uint32Array;
  /** The same with the colour of the hatching, for numbers that are hatched. */
  hatched: Uint32Array;
}

const kTableSize = 65_536;
const kHatchEvery = 5;

export const emptyTable = (): ColourTable => ({
  plain: new Uint32Array(kTableSize),
  hatched: new Uint32Array(kTableSize),
});

/** @param hatch pixels a hatching line takes: the device's pixels in one of the page's */
export function paint(cells: Uint16Array, width: number, table: ColourTable, out: Uint32Array, hatch = 1): void {
  const { plain, hatched } = table;
  const thick = Math.max(1, Math.round(hatch));
  const period = kHatchEvery * thick;
  const rows = Math.floor(cells.length / width);
  for (let row = 0, at = 0; row < rows; ++row) {
    let phase = row % period;
    for (const end = at + width; at < end; ++at) {
      out[at] = (phase < thick ? hatched : plain)[cells[at] as number] as number;
      if (++phase === period) phase = 0;
    }
  }
}

const kHex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})?$/i;

/** "#rrggbb" or "#rrggbbaa" as ImageData holds it; 0 (transparent) for other text. */
export function pixelOf(colour: string): number {
  const found = kHex.exec(colour);
  if (!found) return 0;
  const [r = 0, g = 0, b = 0, a = 255] = found.slice(1).map((part) => (part === undefined ? 255 : parseInt(part, 16)));
  return ((a << 24) | (b << 16) | (g << 8) | r) >>> 0;
}
