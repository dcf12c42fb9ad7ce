"use client";
// What is below the first screen of a place: each part is made when it comes near the sight, in room kept for it.

import { lazy } from "react";
import { Disagreement } from "@/features/disagreement";
import { Inside, Neighbours } from "@/features/nearby";
import { Similar } from "@/features/similar";
import type { RegionProfile } from "@/shared/api/contract";
import { WhenSeen } from "@/shared/ui/when-seen";
import styles from "./below.module.css";
import { PublishersSection } from "./publishers-section";

const AffordSection = lazy(() => import("./afford-section"));
const CoverageSection = lazy(() => import("./coverage-section"));

const kPrices: readonly string[] = ["home_value", "sale_price", "list_price"];
/** Levels at which places are compared with one another. */
const kCompared: readonly string[] = ["state", "metro", "county", "zip"];

/** Measures of prices that are laid side by side; places with two of them need the room for it. */
const kMeasures = /^(home_value|sale_price|list_price|hpi(\.purchase|\.expanded)?)(@[a-z-]+)?$/;
/** Rows that make the table of what is published scroll. */
const kManyMetrics = 8;

export function Below({ region }: { region: RegionProfile }) {
  const known = new Set(region.latest.map(({ metric }) => metric));
  const measures = [...known].filter((metric) => kMeasures.test(metric)).length;
  const growth = known.has("home_value") ? "home_value" : region.latest[0]?.metric;
  return (
    <>
      <PublishersSection region={region} />
      {kPrices.some((metric) => known.has(metric)) ? (
        <WhenSeen className={styles.low}>
          <AffordSection region={region.id} />
        </WhenSeen>
      ) : null}
      <WhenSeen className={measures > 1 ? styles.high : styles.low}>
        <Disagreement region={region.id} />
      </WhenSeen>
      {growth !== undefined && kCompared.includes(region.type) ? (
        <WhenSeen className={styles.middle}>
          <Similar region={region} metric={growth} />
        </WhenSeen>
      ) : null}
      <Neighbours region={region} />
      <Inside region={region} />
      <WhenSeen className={known.size > kManyMetrics ? styles.scrolled : styles.short}>
        <CoverageSection region={region.id} />
      </WhenSeen>
    </>
  );
}
