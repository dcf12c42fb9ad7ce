"use client";
// Places inside this one, by kind, each with one value.

import type { RegionProfile } from "@/shared/api/contract";
import { formatPeriod } from "@/shared/format/period";
import { formatCount } from "@/shared/format/number";
import { kTypeOrder, typePlural } from "@/shared/format/words";
import { useSeen } from "@/shared/ui/use-seen";
import { useValues } from "../use-values";
import { sensibleMetric, usualPeriod } from "../values";
import styles from "./nearby.module.css";
import { PlaceList } from "./place-list";

export function Inside({ region }: { region: RegionProfile }) {
  const { children, children_total: total } = region;
  const [place, seen] = useSeen<HTMLElement>();
  const metric = sensibleMetric(region.latest);
  const values = useValues(seen ? children.map(({ id }) => id) : [], metric?.id ?? null);
  if (children.length === 0) return null;
  const kinds = kTypeOrder.filter((type) => children.some((child) => child.type === type));
  return (
    <section ref={place} aria-labelledby="inside-title" data-testid="inside">
      <div className="section-head">
        <h2 id="inside-title">Inside {region.name}</h2>
        <p>
          {metric ? `${metric.name} and its change in a year. ` : ""}
          {total > children.length
            ? `${formatCount(children.length)} of ${formatCount(total)} places; search finds the others.`
            : ""}
        </p>
      </div>
      <div className={styles.kinds}>
        {kinds.map((type) => {
          const places = children.filter((child) => child.type === type);
          const period = usualPeriod(
            places.map(({ id }) => id),
            values,
          );
          return (
            <div key={type}>
              <h3 className={styles.kind}>
                {typePlural(type)}
                {period ? `, ${formatPeriod(period)}` : ""}
              </h3>
              <PlaceList
                places={places}
                metric={metric}
                values={seen ? values : null}
                period={period}
                testId={`children-${type}`}
              />
            </div>
          );
        })}
      </div>
    </section>
  );
}
