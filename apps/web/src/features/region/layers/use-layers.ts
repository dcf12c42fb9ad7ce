"use client";
// What the chosen layers bring: lines, bands and marks for the chart, and the answers for what is told below it. They
// are of the place itself and the first metric chosen.

import { useMemo } from "react";
import type { Line, Mark, Overlay } from "@/features/trend-chart";
import { address } from "@/shared/api/address";
import type {
  AnomaliesAnswer,
  ForecastAnswer,
  RegionProfile,
  RevisionsAnswer,
  SeriesAnswer,
  TurningPointsAnswer,
} from "@/shared/api/contract";
import { useAnswer, type Answer } from "@/shared/api/use-answer";
import type { Layer, ViewState } from "../view-state";
import { fanLines } from "./fan";
import { anomalyMarks, breakMarks, recessionBands, turningMarks } from "./marks";
import { saidLines } from "./said";

export interface Layers {
  /** The observed lines with those of forecasts and earlier releases. */
  lines: readonly Line[];
  overlay: Overlay;
  /** Whether values are shown as published: forecasts and releases speak of those alone. */
  asPublished: boolean;
  forecast: Answer<ForecastAnswer>;
  turns: Answer<TurningPointsAnswer>;
  unusual: Answer<AnomaliesAnswer>;
  revisions: Answer<RevisionsAnswer>;
}

interface Input {
  region: RegionProfile;
  view: ViewState;
  /** The first metric in sight. */
  metric: string | undefined;
  /** Of what was observed. */
  observed: readonly Line[];
  answer: SeriesAnswer | null;
}

export function useLayers({ region, view, metric, observed, answer }: Input): Layers {
  const on = (layer: Layer): boolean => view.layers.includes(layer) && metric !== undefined;
  const query = { region: region.id, metric: metric ?? "" };
  const asPublished = view.transform === "level" && view.frequency === null;
  const forecast = useAnswer(on("forecast") && asPublished ? address("/api/v1/forecast", { query }) : null);
  const turns = useAnswer(on("turns") ? address("/api/v1/turning-points", { query }) : null);
  const unusual = useAnswer(on("unusual") ? address("/api/v1/anomalies", { query }) : null);
  const revisions = useAnswer(on("revisions") && asPublished ? address("/api/v1/revisions", { query }) : null);

  const lines = useMemo(() => {
    const base = observed.find((line) => line.region === region.id && line.metric === metric);
    if (!base) return observed;
    const said = revisions.data ? saidLines(revisions.data, base) : [];
    const fan = forecast.data ? fanLines(forecast.data, base, view.to) : [];
    return [...observed, ...fan, ...said];
  }, [observed, region, metric, view.to, forecast.data, revisions.data]);

  const recessions = answer?.recessions;
  const overlay = useMemo((): Overlay => {
    const base = observed.find((line) => line.region === region.id && line.metric === metric);
    const marks: Mark[] = base
      ? [
          ...breakMarks(region, base),
          ...(turns.data ? turningMarks(turns.data, base) : []),
          ...(unusual.data ? anomalyMarks(unusual.data, base) : []),
        ]
      : [];
    return { bands: recessionBands(recessions ?? []), marks };
  }, [observed, region, metric, recessions, turns.data, unusual.data]);

  return { lines, overlay, asPublished, forecast, turns, unusual, revisions };
}
