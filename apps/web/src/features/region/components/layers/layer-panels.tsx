"use client";
// What the layers that are on have to tell, below the chart. Loaded when the first is switched on.

import type { Layers } from "../../layers/use-layers";
import type { Layer } from "../../view-state";
import { ForecastPanel } from "./forecast-panel";
import styles from "./panel.module.css";
import { RevisionsPanel } from "./revisions-panel";
import { TurnsPanel } from "./turns-panel";
import { UnusualPanel } from "./unusual-panel";

interface Props {
  on: readonly Layer[];
  layers: Layers;
}

export default function LayerPanels({ on, layers }: Props) {
  const { asPublished, forecast, turns, unusual, revisions } = layers;
  return (
    <div className={styles.panels}>
      {on.includes("forecast") ? (
        <ForecastPanel
          answer={asPublished ? forecast : null}
          outside={!layers.lines.some(({ role }) => role === "forecast")}
        />
      ) : null}
      {on.includes("turns") ? <TurnsPanel answer={turns} /> : null}
      {on.includes("unusual") ? <UnusualPanel answer={unusual} /> : null}
      {on.includes("revisions") ? <RevisionsPanel answer={asPublished ? revisions : null} /> : null}
    </div>
  );
}
