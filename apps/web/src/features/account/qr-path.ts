// Rows of dark and light squares as the outline of an SVG path: one rectangle for each run of dark ones.

export function pathOf(rows: readonly (readonly boolean[])[]): string {
  let path = "";
  rows.forEach((row, y) => {
    let from = -1;
    for (let x = 0; x <= row.length; x += 1) {
      const dark = row[x] === true;
      if (dark && from < 0) from = x;
      if (!dark && from >= 0) {
        path += `M${from} ${y}h${x - from}v1h-${x - from}z`;
        from = -1;
      }
    }
  });
  return path;
}
