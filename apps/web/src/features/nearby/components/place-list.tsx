// Places, each with one value beside it. The room of the value is kept while it is read.

import type { RegionSummary } from "@/shared/api/contract";
import { formatPeriod } from "@/shared/format/period";
import { Change } from "@/shared/ui/change";
import { Figure } from "@/shared/ui/figure";
import type { PlaceValue } from "../values";
import styles from "./nearby.module.css";

interface Props {
  places: readonly (Pick<RegionSummary, "id" | "name" | "label" | "type"> & { distance_km?: number })[];
  metric: { id: string; name: string } | null;
  /** null: not read yet. */
  values: ReadonlyMap<string, PlaceValue> | null;
  /** Of most of the values: said above the list, and by each value of another one. */
  period: string | null;
  /** Whether places of other states are among them: then the label says which. */
  labels?: boolean;
  testId: string;
}

export function PlaceList({ places, metric, values, period, labels = false, testId }: Props) {
  return (
    <ul className={styles.places} data-testid={testId}>
      {places.map(({ id, name, label, type, distance_km: km }) => {
        const found = values?.get(id);
        return (
          <li key={id} data-region={id}>
            <span className={styles.place}>
              <a href={`/region/${id}`}>{labels || type === "zip" ? label : name}</a>
              {km === undefined ? null : <span className="small muted"> {km.toFixed(1)} km</span>}
            </span>
            {metric ? (
              <span className={styles.value}>
                {found ? (
                  <>
                    {found.period === period ? null : (
                      <span className="small muted">{formatPeriod(found.period)} </span>
                    )}
                    <Figure
                      value={found.value}
                      unit={found.unit}
                      decimals={found.decimals}
                      name={`${metric.name}, ${label}`}
                      metric={metric.id}
                      period={found.period}
                      prov={found.prov}
                    />
                    <span className={styles.change} title={`in the year to ${formatPeriod(found.period)}`}>
                      <Change change={found.yoy} unit={found.points ? "points" : "percent"} />
                    </span>
                  </>
                ) : (
                  <span className="muted">{values ? "–" : ""}</span>
                )}
              </span>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
