"use client";
// The map of a level in the colours of its classes, with legend and read-out.

import { useMemo } from "react";
import { MapLegend, onlyClass, palettes, RegionMap } from "@/features/region-map";
import { formatAxis } from "@/shared/format/number";
import { typePlural } from "@/shared/format/words";
import { useTheme, type Theme } from "@/shared/state/theme";
import { qualifyingIncome, type Terms } from "../formula";
import { classCount, kIncomeBreaks, kRuleParts, type LevelNumbers, type Painted } from "../level";
import type { AffordView, Level, Show } from "../view-state";
import { percent, usd } from "../words";
import styles from "./level-section.module.css";

interface Props {
  view: AffordView & { level: Level };
  within: string | null;
  numbers: LevelNumbers;
  painted: Painted;
  show: Show;
  terms: Terms;
  names: ReadonlyMap<string, string>;
  only: number | null;
  onOnly: (only: number | null) => void;
  /** Places without a price. */
  noData: number;
  onPick: (region: string) => void;
}

/** Blue is within the rule, brown beyond it. */
function paletteOf(show: Show, theme: Theme): string[] {
  if (show === "needed") return palettes("sequential", classCount.needed, theme);
  const [none = "", ...colours] = palettes("diverging", classCount[show] === 2 ? 4 : classCount.share, theme);
  const turned = colours.reverse();
  return [none, ...(show === "within" ? [turned.at(0) ?? none, turned.at(-1) ?? none] : turned)];
}

const breaksOf = (show: Show, rule: number): readonly number[] =>
  show === "needed" ? kIncomeBreaks : show === "within" ? [rule] : kRuleParts.map((part) => part * rule);

function countsOf(classes: Uint8Array, n: number): number[] {
  const counts = new Array<number>(n).fill(0);
  for (const c of classes) if (c > 0) counts[c - 1] = (counts[c - 1] ?? 0) + 1;
  return counts;
}

export function LevelMap(props: Props) {
  const { view, within, numbers, painted, show, terms, names, only, onOnly, noData, onPick } = props;
  const theme = useTheme();
  const whole = useMemo(() => paletteOf(show, theme), [show, theme]);
  const shown = only !== null && only <= classCount[show] ? only : null;
  const palette = useMemo(() => onlyClass(whole, shown, theme), [whole, shown, theme]);
  const counts = countsOf(painted.classes, classCount[show]);
  const unknown = numbers.regions.length - counts.reduce((sum, n) => sum + n, 0);
  const what = show === "needed" ? "the income a home takes" : "the share of income a home takes";
  const words = (i: number): string => {
    const id = numbers.regions[i] ?? "";
    const monthly = painted.monthly[i] ?? NaN;
    const share = painted.shares[i] ?? NaN;
    const needed = usd(qualifyingIncome(monthly, terms.rule));
    const told = Number.isNaN(share) ? `takes ${needed} a year` : `${percent(share)} of income`;
    return `${names.get(id) ?? id}: ${usd(monthly)} a month, ${told}`;
  };
  const chosen = numbers.regions.indexOf(view.region);
  return (
    <div className={styles.map} data-testid="level-map" data-show={show} data-counts={counts.join(",")}>
      <RegionMap
        level={view.level}
        within={within}
        regions={numbers.regions}
        classes={painted.classes}
        palette={palette}
        selected={view.region === "us" ? null : view.region}
        onPick={onPick}
        label={`Map of ${typePlural(view.level)} by ${what}. ${
          show === "needed" ? "" : `${painted.affordable} of ${painted.compared} are within the rule. `
        }The table below has the numbers.`}
        describe={words}
      />
      <p className={styles.key}>
        {show === "needed"
          ? `Income a year that keeps the cost at ${percent(terms.rule, 0)}`
          : "Share of income that owning takes: blue is within your rule, brown beyond it"}
      </p>
      <MapLegend
        palette={whole}
        breaks={breaksOf(show, terms.rule)}
        counts={counts}
        noData={noData + unknown}
        format={(bound) => (show === "needed" ? formatAxis(bound, "usd") : percent(bound))}
        only={shown}
        onOnly={onOnly}
        noun={typePlural(view.level)}
        hatched={view.level !== "zip"}
      />
      <p className={styles.chosen} data-testid="level-chosen">
        {chosen >= 0 ? (
          <>
            {words(chosen)}. <a href="#place-title">See it in full</a>
          </>
        ) : (
          `Press one of the ${typePlural(view.level)} to see it in full above.`
        )}
      </p>
    </div>
  );
}
