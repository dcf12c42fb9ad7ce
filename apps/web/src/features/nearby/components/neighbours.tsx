"use client";
// Places beside this one, each with one value.

import type { RegionProfile } from "@/shared/api/contract";
import { useSeen } from "@/shared/ui/use-seen";
import { useValues } from "../use-values";
import { sensibleMetric } from "../values";
import { PlaceList } from "./place-list";

export function Neighbours({ region }: { region: RegionProfile }) {
  const { neighbours } = region;
  const [place, seen] = useSeen<HTMLElement>();
  const metric = sensibleMetric(region.latest);
  const values = useValues(seen ? neighbours.map(({ id }) => id) : [], metric?.id ?? null);
  if (neighbours.length === 0) return null;
  return (
    <section ref={place} aria-labelledby="beside-title" data-testid="neighbours">
      <div className="section-head">
        <h2 id="beside-title">Beside {region.name}</h2>
        <p>
          {metric ? `${metric.name} and its change in a year. ` : ""}
          {region.type === "zip" ? "Distances are between the centres." : ""}
        </p>
      </div>
      <PlaceList places={neighbours} metric={metric} values={seen ? values : null} labels testId="neighbour-list" />
    </section>
  );
}
