"use client";
// What the chart shows: metrics, transform, range, compared places.

import { PlaceSearch } from "@/features/search";
import type { RegionProfile } from "@/shared/api/contract";
import { kTransforms } from "@/shared/format/words";
import { PlaceChip } from "@/shared/ui/place-chip";
import { codeOf, kMore, kMoreTransforms, kRanked } from "../transforms";
import { kDefaultYears, kMaxCompare, kPresets, presetOf, presetWindow, type ViewState } from "../view-state";
import { MetricChips } from "./metric-chips";
import type { Labels } from "@/shared/state/use-labels";
import styles from "./controls.module.css";

/** Frequencies that know a change from month to month. */
const kMonthly: readonly string[] = ["week", "month"];

interface Props {
  region: RegionProfile;
  view: ViewState;
  /** The metrics in effect, the default included. */
  metrics: readonly string[];
  labelOf: Labels;
  change: (part: Partial<ViewState>) => void;
}

export function Controls({ region, view, metrics, labelOf, change }: Props) {
  const periods = region.latest.filter(({ metric }) => metrics.includes(metric)).map(({ period }) => period);
  const preset = presetOf(view, periods);
  const noMonths = region.latest.some(
    ({ metric, frequency }) => metrics.includes(metric) && !kMonthly.includes(frequency),
  );
  return (
    <div className={`${styles.controls} no-print`}>
      <MetricChips region={region} view={view} metrics={metrics} change={change} />
      <div className={styles.row}>
        <div className="segments" role="group" aria-label="Transform">
          {kTransforms.map(({ id, name, brief, meaning }) => (
            <button
              key={id}
              type="button"
              data-testid={`transform-${id}`}
              title={id === "mom" && noMonths ? "A chosen metric comes less often than monthly" : meaning}
              aria-pressed={view.transform === id}
              onClick={() => change({ transform: id, years: kDefaultYears })}
              disabled={id === "mom" && noMonths && view.transform !== "mom"}
            >
              <Label name={name} brief={brief} />
            </button>
          ))}
          <MoreTransforms view={view} change={change} />
        </div>
        <div className="segments" role="group" aria-label="Range">
          {kPresets.map((p) => (
            <button
              key={p.id}
              type="button"
              data-testid={`range-${p.id}`}
              aria-pressed={preset === p.id}
              onClick={() => change(presetWindow(p, periods))}
            >
              <Label name={p.name} brief={p.brief} />
            </button>
          ))}
        </div>
      </div>
      <Compare view={view} labelOf={labelOf} change={change} />
    </div>
  );
}

function MoreTransforms({ view, change }: Pick<Props, "view" | "change">) {
  const code = codeOf(view);
  const known = kMore.find((each) => codeOf(each) === code);
  const other = view.transform === "cagr" && !known;
  return (
    <select
      className={styles.more}
      aria-label="More ways to look at it"
      value={known || other ? code : ""}
      data-active={known !== undefined || other}
      title={known?.meaning ?? "constant dollars, trend, growth, standing"}
      data-testid="transform-more"
      onChange={(event) => {
        const chosen = kMore.find((each) => codeOf(each) === event.target.value);
        if (!chosen) return;
        const { transform, years = kDefaultYears } = chosen;
        // Places are ranked in the periods their numbers are published by.
        change({ transform, years, ...(kRanked.includes(transform) ? { frequency: null } : {}) });
      }}
    >
      <option value="" disabled>
        More…
      </option>
      {other ? <option value={code}>Growth a year, over {view.years} years</option> : null}
      {kMoreTransforms.map(({ group, choices }) => (
        <optgroup key={group} label={group}>
          {choices.map((each) => (
            <option key={codeOf(each)} value={codeOf(each)}>
              {each.name}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}

/** The full word where there is room, the brief one on a phone. */
function Label({ name, brief }: { name: string; brief: string }) {
  return (
    <>
      <span className={styles.long}>{name}</span>
      <span className={styles.brief}>{brief}</span>
    </>
  );
}

function Compare({ view, labelOf, change }: Pick<Props, "view" | "labelOf" | "change">) {
  const full = view.compare.length >= kMaxCompare;
  return (
    <div className={styles.compare}>
      {view.compare.map((id) => (
        <PlaceChip
          key={id}
          id={id}
          name={labelOf(id)}
          removing={`Stop comparing with ${labelOf(id)}`}
          onRemove={() => change({ compare: view.compare.filter((other) => other !== id) })}
          pending={labelOf.pending(id)}
          removeTestId={`compare-remove-${id}`}
        />
      ))}
      {full ? (
        <span className="small muted">{kMaxCompare} places compared, the most that stay readable.</span>
      ) : (
        <div className={styles.add}>
          <PlaceSearch
            label="Compare with another place"
            placeholder="Compare with…"
            testId="compare-input"
            clearOnPick
            onPick={({ id }) => {
              if (id !== view.region && !view.compare.includes(id)) change({ compare: [...view.compare, id] });
            }}
          />
        </div>
      )}
    </div>
  );
}
