"use client";
// Places beside this one, each with one value.

import type { RegionProfile } from "@/shared/api/contract";
import { formatPeriod } from "@/shared/format/period";
import { useSeen } from "@/shared/ui/use-seen";
import { useValues } from "../use-values";
import { sensibleMetric, usualPeriod } from "../values";
import { PlaceList } from "./place-list";

export function Neighbours({ region }: { region: RegionProfile }) {
  const { neighbours } = region;
  const [place, seen] = useSeen<HTMLElement>();
  const metric = sensibleMetric(region.latest);
  const values = useValues(seen ? neighbours.map(({ id }) => id) : [], metric?.id ?? null);
  if (neighbours.length === 0) return null;
  const period = usualPeriod(
    neighbours.map(({ id }) => id),
    values,
  );
  return (
    <section ref={place} aria-labelledby="beside-title" data-testid="neighbours">
      <div className="section-head">
        <h2 id="beside-title">Beside {region.name}</h2>
        <p>
          {metric ? `${metric.name}${period ? `, ${formatPeriod(period)},` : ""} and its change in a year. ` : ""}
          {region.type === "zip" ? "Distances are between the centres." : ""}
        </p>
      </div>
      <PlaceList
        places={neighbours}
        metric={metric}
        values={seen ? values : null}
        period={period}
        labels
        testId="neighbour-list"
      />
    </section>
  );
}
