// Addresses and texts that take a chart elsewhere: pinned to a day, as a picture, embedded, cited. Pure.

import { address } from "@/shared/api/address";
import type { Series } from "@/shared/api/contract";
import { seriesParameters, type SeriesQuery } from "@/shared/api/questions";
import { formatDate } from "@/shared/format/period";
import { releaseText } from "@/shared/format/words";
import { atDay } from "@/shared/state/day";

/** What a picture holds at most, as the API has it. */
const kMaxPictureLines = 5;
const kMaxPictureUnits = 2;

export interface ChartLook {
  log: boolean;
  recessions: boolean;
}

export interface Size {
  width: number;
  height: number;
}

/** As pages show pictures of links. */
export const kPreview: Size = { width: 1200, height: 630 };
const kEmbed: Size = { width: 960, height: 540 };

/** The picture of the same question. @param day null: follows the data */
export function pictureAddress(
  format: "svg" | "png",
  series: SeriesQuery,
  look: ChartLook,
  day: string | null,
  size?: Size,
): string {
  const { years, last, ...rest } = seriesParameters(series);
  const query = {
    ...rest,
    last,
    years: years === undefined ? undefined : String(years),
    scale: look.log ? ("log" as const) : undefined,
    recessions: look.recessions ? ("1" as const) : undefined,
    ...size,
  };
  const made = format === "svg" ? address("/api/v1/chart.svg", { query }) : address("/api/v1/chart.png", { query });
  return atDay(made as string, day);
}

/** Why there is no picture of these series, if so. */
export function noPicture(series: readonly Pick<Series, "unit">[]): string | null {
  if (series.length === 0) return "there is nothing to draw";
  if (series.length > kMaxPictureLines) return `a picture holds ${kMaxPictureLines} lines at most`;
  return new Set(series.map(({ unit }) => unit)).size > kMaxPictureUnits
    ? `a picture has ${kMaxPictureUnits} axes at most; choose a change or the index`
    : null;
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c] ?? c);

/** HTML for somebody else's page: the picture, leading to the view it is of, and whose the data are. */
export function embedCode(picture: string, page: string, title: string, attributions: readonly string[]): string {
  const { width, height } = kEmbed;
  const credit = attributions.length > 0 ? ` ${attributions.join("; ")}.` : "";
  return [
    "<figure>",
    `  <a href="${escaped(page)}">`,
    `    <img src="${escaped(picture)}" alt="${escaped(title)}" width="${width}" height="${height}">`,
    "  </a>",
    `  <figcaption>${escaped(`${title}.${credit}`)} <a href="${escaped(page)}">Housing Trends</a></figcaption>`,
    "</figure>",
  ].join("\n");
}

/** What to print under a number or a chart: whose, which release, where seen and when. */
export function citation(
  series: readonly Pick<Series, "metric" | "source" | "prov">[],
  names: { metric: (id: string) => string; source: (id: string) => string },
  place: string,
  page: string,
  day: string,
): string {
  const releases = new Map<string, string>();
  for (const { metric, source, prov } of series) {
    const released = prov ? releaseText(prov.release, prov.release_from) : null;
    const text = `${names.source(source)}, ${names.metric(metric)}${released ? `, ${released}` : ""}`;
    releases.set(text, text);
  }
  return `${[...releases.keys()].join("; ")}. ${place}. Housing Trends, ${page}, as known on ${formatDate(day)}.`;
}
