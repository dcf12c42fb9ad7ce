"use client";
// The nation in small: how home values changed in a year, state by state.

import { useMemo, useState } from "react";
import { MapLegend, onlyClass, palettes, RegionMap, usePlaceNames } from "@/features/region-map";
import { address } from "@/shared/api/address";
import type { MapAnswer } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { formatChange, formatCount } from "@/shared/format/number";
import { formatPeriod } from "@/shared/format/period";
import { typeNoun } from "@/shared/format/words";
import { visit } from "@/shared/state/as-of";
import { useTheme } from "@/shared/state/theme";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { Skeleton } from "@/shared/ui/skeleton";
import { SourceLine } from "@/shared/ui/source-line";
import { classesOf } from "../classes";
import styles from "./nation-map.module.css";

const kMeasure = "yoy(home_value)";
const kClasses = 6;
/** Levels in the order they are tried. */
const kLevels = ["state", "metro", "county"] as const;
type Level = (typeof kLevels)[number];
const kNoData = "about:blank#no-data";

export default function NationMap() {
  return <Tried levels={kLevels} />;
}

function Tried({ levels }: { levels: readonly Level[] }) {
  const [level, ...others] = levels;
  const { data, problem, retry } = useAnswer(
    level ? address("/api/v1/map", { query: { type: level, metric: kMeasure, classes: kClasses } }) : null,
  );
  if (!level) {
    return (
      <EmptyNotice title="No home values to draw">
        <p>Nothing has been imported that covers states, metro areas or counties, or nothing by this day.</p>
      </EmptyNotice>
    );
  }
  if (problem?.type === kNoData) return <Tried levels={others} />;
  if (problem) return <ProblemNotice problem={problem} onRetry={retry} />;
  if (!data) return <Skeleton shape="chart" />;
  return <Drawn level={level} answer={data} />;
}

const kDecimals = 1;
const percent = (value: number): string => formatChange(value, kDecimals);

function Drawn({ level, answer }: { level: Level; answer: MapAnswer }) {
  const { measure, regions, values, classes, of, places, type } = answer;
  const [only, setOnly] = useState<number | null>(null);
  const theme = useTheme();
  const names = usePlaceNames(level);
  const drawn = useMemo(() => classesOf(values, classes.breaks), [values, classes.breaks]);
  const palette = useMemo(() => palettes("diverging", classes.counts.length, theme), [classes.counts.length, theme]);
  const shown = useMemo(() => onlyClass(palette, only, theme), [palette, only, theme]);
  const noun = typeNoun(type, 2);
  return (
    <div className={styles.box} data-testid="nation-map">
      <p className={styles.facts}>
        Change in the year to {formatPeriod(measure.period)}; {formatCount(of)} of {formatCount(places)} {noun} have a
        value. <SourceLine source={measure.source} prov={measure.prov} />
      </p>
      <RegionMap
        level={level}
        within={null}
        regions={regions}
        classes={drawn}
        palette={shown}
        selected={null}
        label={
          `Home values by ${typeNoun(type, 1)}, change in the year to ${formatPeriod(measure.period)}: ` +
          `from ${percent(Math.min(...values))} to ${percent(Math.max(...values))}.`
        }
        describe={(i) => `${names.get(regions[i] ?? "") ?? regions[i] ?? ""}: ${percent(values[i] ?? NaN)}`}
        onPick={(id) => visit(`/region/${id}?metric=home_value&transform=yoy`)}
      />
      <MapLegend
        palette={palette}
        breaks={classes.breaks}
        counts={classes.counts}
        noData={places - of}
        format={percent}
        only={only}
        onOnly={setOnly}
        noun={noun}
      />
      <p className={styles.links}>
        <a href={`/map?level=${level}&measure=${kMeasure}`}>The map in large, with other measures and months</a>
        <a href={`/rankings?type=${type}`}>The same as a list</a>
      </p>
    </div>
  );
}
