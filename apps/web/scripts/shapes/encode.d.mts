export interface Grid {
  step: number;
  width: number;
  height: number;
}
export function encodeOutlines(
  grid: Grid,
  shapes: {
    level: string;
    arcs: number[][][];
    regions: { code: string; kind?: number; successors?: number[]; polygons: number[][][]; edges?: number[] }[];
    codes?: string[] | null;
  },
): Uint8Array;
export function encodePoints(
  grid: Grid,
  shapes: { level: string; points: { code: string; x: number; y: number }[] },
): Uint8Array;
