// Lines as options of uPlot: axes, scales, looks. Not what is drawn over them: see layers.ts.

import type uPlot from "uplot";
import { formatAxis } from "@/shared/format/number";
import { align, lonePoints, type Line } from "../lines";
import { looks } from "../scales";
import { logTicks } from "../ticks";
import type { CanvasProps } from "./canvas";
import { drawOver, drawUnder, drawZero } from "./layers";

export const kScaleNames = ["left", "right"] as const;
const kMinZoomPixels = 8;
const kNarrow = 520;
const kSmallHeight = 170;
const kDotSize = 6;
/** How much room a logarithmic axis leaves below the least and above the greatest value. */
const kLogRoom = 0.04;
/** How strongly bands are filled, by level; narrower ones lie on top. */
const kFills: Record<number, string> = { 50: "40", 80: "2b", 95: "1a" };
const kOtherFill = "24";

export function heightFor(width: number, small: boolean): number {
  return small ? kSmallHeight : Math.round(Math.min(420, Math.max(260, width * 0.46)));
}

export interface Colours {
  of: (name: string) => string;
  font: string;
}

export function coloursOf(host: HTMLElement): Colours {
  const css = getComputedStyle(host);
  return { of: (name) => css.getPropertyValue(name).trim(), font: `12px ${css.fontFamily}` };
}

function logRange(_u: uPlot, least: number | null, most: number | null): uPlot.Range.MinMax {
  if (least === null || most === null || least <= 0) return [1, 10];
  const room = Math.max(1.02, (most / least) ** kLogRoom);
  return [least / room, most * room];
}

function axisOf(side: 0 | 1, props: CanvasProps, colours: Colours, narrow: boolean): uPlot.Axis {
  const unit = props.lines.find((l) => props.scales.get(l.metric) === side)?.unit ?? "index";
  const grid = { stroke: colours.of("--line"), width: 1 };
  return {
    scale: kScaleNames[side],
    side: side === 0 ? 3 : 1,
    stroke: colours.of("--ink-3"),
    font: colours.font,
    gap: 6,
    ticks: { show: false },
    grid: side === 0 ? grid : { show: false },
    size: (_u, texts) => 18 + 7.4 * Math.max(2, ...(texts ?? []).map((t) => t.length)),
    space: narrow || props.small ? 32 : 44,
    values: (_u, splits) => splits.map((v) => formatAxis(v, unit)),
    ...(props.log ? { splits: (_u, _i, least, most) => logTicks(least, most), filter: (_u, splits) => splits } : {}),
  };
}

function seriesOf(line: Line, i: number, values: readonly (number | null | undefined)[], p: CanvasProps, c: Colours) {
  const style = looks(p.lines)[i];
  const colour = c.of(`--series-${p.colour ?? style?.colour ?? 1}`);
  const stroke = line.role === "said" ? c.of("--ink-3") : colour;
  const bound = line.role === "lower" || line.role === "upper";
  const lone = bound ? [] : lonePoints(values);
  return {
    scale: kScaleNames[p.scales.get(line.metric) ?? 0],
    show: p.scales.has(line.metric),
    stroke,
    width: bound ? 0 : line.role === "said" ? 1.25 : 2,
    dash: line.role === "forecast" ? [3, 4] : line.role === "said" ? [6, 3] : (style?.dash ?? []),
    spanGaps: false,
    points: lone.length > 0 ? { show: true, size: kDotSize, fill: stroke, filter: () => lone } : { show: false },
  } satisfies uPlot.Series;
}

/** Each upper end with its lower one. */
function bandsOf(p: CanvasProps, c: Colours): uPlot.Band[] {
  const style = looks(p.lines);
  return p.lines.flatMap((line, i): uPlot.Band[] => {
    if (line.role !== "upper") return [];
    const low = p.lines.findIndex(
      (other) =>
        other.role === "lower" &&
        other.level === line.level &&
        other.metric === line.metric &&
        other.region === line.region,
    );
    if (low < 0) return [];
    const colour = c.of(`--series-${p.colour ?? style[i]?.colour ?? 1}`);
    return [{ series: [i + 1, low + 1], fill: colour + (kFills[line.level ?? 0] ?? kOtherFill) }];
  });
}

interface Callbacks {
  current: Pick<CanvasProps, "onHover" | "onZoom" | "onReset">;
}

export function optionsOf(props: CanvasProps, host: HTMLElement, callbacks: Callbacks): uPlot.Options {
  const colours = coloursOf(host);
  const width = host.clientWidth;
  const { lines, scales, log } = props;
  const { values } = align(lines);
  const sides = ([0, 1] as const).filter((side) => lines.some((l) => scales.get(l.metric) === side));
  const y: uPlot.Scale = log ? { distr: 3, log: 10, range: logRange } : { auto: true };
  return {
    width,
    height: heightFor(width, props.small),
    legend: { show: false },
    padding: [12, sides.includes(1) ? 4 : 14, 0, 4],
    scales: { x: { time: true }, left: y, right: y },
    axes: [
      {
        stroke: colours.of("--ink-3"),
        font: colours.font,
        grid: { show: false },
        ticks: { stroke: colours.of("--line"), width: 1, size: 5 },
        gap: 6,
        size: 34,
        space: width < kNarrow ? 64 : 80,
      },
      ...sides.map((side) => axisOf(side, props, colours, width < kNarrow)),
    ],
    series: [{}, ...lines.map((line, i) => seriesOf(line, i, values[i] ?? [], props, colours))],
    bands: bandsOf(props, colours),
    cursor: {
      y: false,
      drag: { x: props.zooms, y: false, setScale: false, dist: kMinZoomPixels },
      points: { size: 9, width: 2, fill: colours.of("--surface") },
      bind: {
        dblclick: () => () => {
          callbacks.current.onReset();
          return null;
        },
      },
    },
    hooks: {
      setCursor: [
        (u) => {
          const { idx, left } = u.cursor;
          callbacks.current.onHover(left === undefined || left < 0 || idx == null ? null : (u.data[0][idx] ?? null));
        },
      ],
      setSelect: [
        (u) => {
          const { left, width: wide } = u.select;
          if (wide < kMinZoomPixels) return;
          const from = u.posToVal(left, "x");
          const to = u.posToVal(left + wide, "x");
          u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          callbacks.current.onZoom(from, to);
        },
      ],
      drawClear: [(u) => drawUnder(u, props.overlay, colours)],
      drawAxes: [(u) => drawZero(u, colours)],
      draw: [(u) => drawOver(u, props.overlay, scales, colours)],
    },
  };
}
