"use client";
// What is ranked, where, when, and from which end.

import { MeasurePicker } from "@/features/measures";
import { PlaceSearch } from "@/features/search";
import { questions } from "@/shared/api/questions";
import type { Metric, RegionType } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { kTypeOrder, typePlural } from "@/shared/format/words";
import { useLabels } from "@/shared/state/use-labels";
import { PlaceChip } from "@/shared/ui/place-chip";
import { type RankingView } from "../view-state";
import { capital } from "../words";
import { PeriodChoice } from "./period-choice";
import styles from "./controls.module.css";

interface Props {
  view: RankingView;
  change: (part: Partial<RankingView>) => void;
}

/** Kinds of place of which anything has been imported, and the one in use. */
function kindsIn(metrics: readonly Metric[], used: RegionType): RegionType[] {
  return kTypeOrder.filter(
    (type) => type === used || (type !== "us" && metrics.some(({ coverage }) => (coverage?.by_type[type] ?? 0) > 1)),
  );
}

export function Controls({ view, change }: Props) {
  const { data } = useAnswer(questions.metrics());
  const ranked = view.list === "ranking";
  return (
    <div className={`panel ${styles.controls}`} role="group" aria-label="What the list shows">
      <label className={styles.choice}>
        <span className={styles.name}>Kind of place</span>
        <select
          className={styles.select}
          value={view.type}
          data-testid="ranking-type"
          onChange={(event) => change({ type: event.target.value as RegionType })}
        >
          {kindsIn(data?.metrics ?? [], view.type).map((type) => (
            <option key={type} value={type}>
              {capital(typePlural(type))}
            </option>
          ))}
        </select>
      </label>
      {ranked ? (
        <div className={`${styles.choice} ${styles.measure}`}>
          <span className={styles.name} aria-hidden="true">
            In order of
          </span>
          <MeasurePicker
            type={view.type}
            value={view.measure}
            label="In order of"
            testId="ranking-measure"
            onChange={(measure) => change({ measure })}
          />
        </div>
      ) : null}
      <Order view={view} change={change} />
      {ranked ? <PeriodChoice view={view} metrics={data?.metrics ?? []} change={change} /> : null}
      <Within view={view} change={change} />
    </div>
  );
}

function Order({ view, change }: Props) {
  const ranked = view.list === "ranking";
  const orders = [
    { id: "desc", name: ranked ? "Highest first" : "Hottest first" },
    { id: "asc", name: ranked ? "Lowest first" : "Coldest first" },
  ] as const;
  return (
    <div className={styles.choice}>
      <span className={styles.name} aria-hidden="true">
        Order
      </span>
      <div className="segments" role="group" aria-label="Order">
        {orders.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            aria-pressed={view.order === id}
            data-testid={`order-${id}`}
            onClick={() => change({ order: id })}
          >
            {name}
          </button>
        ))}
      </div>
    </div>
  );
}

function Within({ view, change }: Props) {
  const labelOf = useLabels(view.within ? [view.within] : []);
  return (
    <div className={`${styles.choice} ${styles.within}`}>
      <span className={styles.name} aria-hidden="true">
        Inside
      </span>
      {view.within ? (
        <PlaceChip
          id={view.within}
          name={labelOf(view.within)}
          removing={`Not only inside ${labelOf(view.within)}: the whole nation`}
          onRemove={() => change({ within: null })}
          className={styles.place}
          testId="ranking-within"
          removeTestId="ranking-within-remove"
        />
      ) : (
        <PlaceSearch
          label="Only inside a state or another area"
          placeholder="The whole nation; or type a state …"
          testId="ranking-within-input"
          clearOnPick
          onPick={(place) => change({ within: place.id === "us" ? null : place.id })}
        />
      )}
    </div>
  );
}
