// Geometry of a sparkline: values at equal steps to an SVG path. Units: the box's own, y downwards.

const kPad = 4;

interface SparkPath {
  line: string;
  /** Where the last value lies. */
  end: { x: number; y: number } | null;
}

export function sparkPath(values: readonly (number | null)[], width: number, height: number): SparkPath {
  const known = values.filter((v): v is number => v !== null);
  if (known.length === 0) return { line: "", end: null };
  const low = known.reduce((a, b) => Math.min(a, b));
  const high = known.reduce((a, b) => Math.max(a, b));
  const step = values.length > 1 ? (width - 2 * kPad) / (values.length - 1) : 0;
  const round = (n: number) => Math.round(n * 10) / 10;
  const yOf = (v: number) =>
    high === low ? height / 2 : height - kPad - ((v - low) / (high - low)) * (height - 2 * kPad);

  let line = "";
  let end: SparkPath["end"] = null;
  let drawing = false;
  values.forEach((value, i) => {
    if (value === null) {
      drawing = false;
      return;
    }
    end = { x: round(kPad + i * step), y: round(yOf(value)) };
    const alone = !drawing && (values[i + 1] ?? null) === null;
    line += `${drawing ? "L" : "M"}${end.x} ${end.y}${alone ? "h0" : ""}`;
    drawing = true;
  });
  return { line, end };
}
