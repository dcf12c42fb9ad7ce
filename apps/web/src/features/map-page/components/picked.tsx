"use client";
// The region that was picked: its value, and where one can go from it.

import type { MapLevel } from "@/features/region-map";
import type { MeasureUse } from "@/shared/api/contract";
import { formatPeriod } from "@/shared/format/period";
import { Figure } from "@/shared/ui/figure";
import { StepLink } from "@/shared/ui/step-link";
import { insideOf, printMapView, type MapView } from "../view-state";
import { isChange, printMeasured } from "../words";
import styles from "./map-page.module.css";

interface Props {
  view: MapView;
  covered: Readonly<Partial<Record<string, number>>> | null;
  id: string;
  name: string;
  measure: MeasureUse;
  measureName: string;
  value: number | null;
  period: string;
  rounded: boolean;
  onClose: () => void;
}

const kInside: Record<MapLevel, string> = { state: "States", county: "Counties", metro: "Metros", zip: "ZIP codes" };

export function Picked({ view, covered, id, name, measure, measureName, value, period, rounded, onClose }: Props) {
  const inside = insideOf(view.level, covered);
  const exact = !rounded && !isChange(measure.transform);
  return (
    <div className={styles.picked} role="group" aria-label={`Picked: ${name}`} data-testid="picked">
      <p className={styles.pickedName}>{name}</p>
      <p className={styles.pickedValue}>
        {exact ? (
          <Figure
            value={value}
            unit={measure.unit}
            decimals={measure.decimals}
            name={`${measureName}, ${name}`}
            metric={measure.metric}
            period={period}
            prov={measure.prov}
            testId="picked-value"
          />
        ) : (
          <data value={value ?? ""} data-testid="picked-value">
            {value === null ? "no data" : `${rounded ? "about " : ""}${printMeasured(value, measure)}`}
          </data>
        )}{" "}
        <span className="muted">{formatPeriod(period)}</span>
      </p>
      <p className={styles.pickedWays}>
        {inside ? (
          <StepLink
            to={printMapView({ ...view, level: inside, within: id, place: null })}
            className="button"
            data-testid="picked-inside"
          >
            {kInside[inside]} inside
          </StepLink>
        ) : null}
        <a className="button button-primary" href={`/region/${id}?metric=${encodeURIComponent(measure.metric)}`}>
          Open page of {name}
        </a>
        <button type="button" className="button" onClick={onClose}>
          Close
        </button>
      </p>
    </div>
  );
}
