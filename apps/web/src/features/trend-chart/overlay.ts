// What can be drawn over the lines of a chart, apart from lines. Pure.
// Units: times are seconds since 1970 UTC at a period's begin.

export interface Band {
  from: number;
  /** The first moment after it. */
  to: number;
  text: string;
}

type MarkKind = "peak" | "trough" | "unusual" | "restated" | "break";

export interface Mark {
  time: number;
  /** Where it stands, in the unit of its line; null: over the whole height. */
  value: number | null;
  /** Of the metric whose axis it is on. */
  metric: string;
  region: string;
  kind: MarkKind;
  text: string;
}

export interface Overlay {
  bands: readonly Band[];
  marks: readonly Mark[];
}

export const kNoOverlay: Overlay = { bands: [], marks: [] };

/** What there is to say of a moment: "recession", "peak of the trend". */
export function wordsAt(overlay: Overlay, time: number): string[] {
  return [
    ...overlay.bands.filter(({ from, to }) => time >= from && time < to).map(({ text }) => text),
    ...overlay.marks.filter((mark) => mark.time === time).map(({ text }) => text),
  ];
}
