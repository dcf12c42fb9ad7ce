// Colours of maps: told apart by people with the common kinds of colour blindness, in order of lightness, for both
// themes. Pure. Low to high: on a light page light to dark, on a dark page dark to light, so that "more" stands out.

import type { Theme } from "@/shared/state/theme";

export type { Theme };
type PaletteKind = "sequential" | "diverging";

/** Colours of what is no class. */
export interface Look {
  /** Land of no region of this level, or outside the place the map is about. */
  land: string;
  noData: string;
  noDataHatch: string;
  /** Out of the classes the legend shows. */
  faint: string;
  border: string;
  stateBorder: string;
  mark: string;
  markHalo: string;
}

export const kLooks: Record<Theme, Look> = {
  light: {
    land: "#e4e7ea",
    noData: "#d8d5ce",
    noDataHatch: "#b0aba0",
    faint: "#e4e7ea",
    border: "#ffffff",
    stateBorder: "#5d666e",
    mark: "#14181c",
    markHalo: "#ffffff",
  },
  dark: {
    land: "#1d242b",
    noData: "#2a3037",
    noDataHatch: "#49525b",
    faint: "#232a31",
    border: "#11161b",
    stateBorder: "#9aa5af",
    mark: "#ffffff",
    markHalo: "#0b0f13",
  },
};

// Stops, low to high.
const kStops: Record<Theme, Record<PaletteKind, readonly string[]>> = {
  light: {
    sequential: ["#fdf3c4", "#c8e3b0", "#7fcbb4", "#3fa5bd", "#2b77ae", "#2a4b90", "#1d1f5e"],
    diverging: ["#7a3206", "#c1661c", "#edb067", "#f8f1dc", "#8cbfdc", "#3a82b8", "#123f77"],
  },
  dark: {
    sequential: ["#2c3064", "#31558f", "#2f7d9d", "#3aa394", "#79c57b", "#c6dc6f", "#fdf3a6"],
    diverging: ["#ffc48a", "#e38a3f", "#9c5a2c", "#3c4148", "#2f6d9c", "#4fa3da", "#b1dcff"],
  },
};

const kMaxClasses = 12;

/** The least distance from the middle of a class that lies wholly on one side of zero, as a share. */
const kOffMiddle = 0.3;

/**
 * CSS colours by class, from 1 on; [0] is not used.
 * @param classes 1 to 12
 * @param below of a diverging palette: how many of the classes lie below zero; without it the middle class is neutral
 */
export function palettes(kind: PaletteKind, classes: number, theme: Theme, below?: number): string[] {
  const count = Math.min(Math.max(1, Math.round(classes)), kMaxClasses);
  const shares = Array.from({ length: count }, (_, i) =>
    kind === "diverging" && below !== undefined ? aroundZero(i, count, below) : count === 1 ? 0.75 : i / (count - 1),
  );
  return [kLooks[theme].noData, ...shares.map((share) => between(kStops[theme][kind], share))];
}

/** Classes on one side of zero go from the middle outwards. */
function aroundZero(i: number, count: number, below: number): number {
  const [side, of, sign] = i < below ? [below - 1 - i, below, -1] : [i - below, count - below, 1];
  const outwards = of === 1 ? 0.55 : kOffMiddle + ((1 - kOffMiddle) * side) / (of - 1);
  return 0.5 + (sign * outwards) / 2;
}

/** The palette with every class but one faint: what the legend's filter shows. */
export function onlyClass(palette: readonly string[], only: number | null, theme: Theme): string[] {
  if (only === null) return [...palette];
  return palette.map((colour, i) => (i === only || i === 0 ? colour : kLooks[theme].faint));
}

function between(stops: readonly string[], share: number): string {
  const at = share * (stops.length - 1);
  const low = Math.min(Math.floor(at), stops.length - 2);
  const one = channels(stops[low] ?? "#000000");
  const other = channels(stops[low + 1] ?? "#000000");
  const mixed = one.map((c, i) => Math.round(c + (at - low) * ((other[i] ?? 0) - c)));
  return `#${mixed.map((c) => c.toString(16).padStart(2, "0")).join("")}`;
}

/** Red, green, blue from 0 to 255 of "#rrggbb". */
export const channels = (colour: string): number[] => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
