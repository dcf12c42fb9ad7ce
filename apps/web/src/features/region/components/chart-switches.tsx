"use client";
// What is drawn over the lines, and how: layers, scale, separate charts, frequency. All of it is off until asked for.

import type { RegionProfile } from "@/shared/api/contract";
import type { ConvertTo } from "@/shared/api/questions";
import { frequencyName } from "@/shared/format/words";
import { convertibleTo, kRanked } from "../transforms";
import type { Layer, ViewState } from "../view-state";
import styles from "./controls.module.css";

const kLayerNames: readonly { id: Layer; name: string; meaning: string }[] = [
  { id: "forecast", name: "Forecast", meaning: "where it may go, with bands, and how such forecasts did" },
  { id: "recessions", name: "Recessions", meaning: "recessions of the United States as the NBER dates them" },
  { id: "turns", name: "Turning points", meaning: "peaks and troughs of the trend" },
  { id: "unusual", name: "Unusual values", meaning: "values that do not fit their own trend and season" },
  { id: "revisions", name: "Revisions", meaning: "what earlier releases said" },
];

interface Props {
  region: RegionProfile;
  view: ViewState;
  metrics: readonly string[];
  /** Lines there are to part. */
  lines: number;
  /** Why a logarithmic axis cannot be, if so. */
  noLog: string | undefined;
  change: (part: Partial<ViewState>) => void;
}

export function ChartSwitches({ region, view, metrics, lines, noLog, change }: Props) {
  const toggle = (layer: Layer) =>
    change({
      layers: view.layers.includes(layer) ? view.layers.filter((l) => l !== layer) : [...view.layers, layer],
    });
  const frequencies = kRanked.includes(view.transform) ? [] : convertibleTo(region.latest, metrics);
  return (
    <div className={`${styles.switches} no-print`}>
      <div className={styles.group} role="group" aria-label="Layers">
        {kLayerNames.map(({ id, name, meaning }) => (
          <Switch
            key={id}
            name={name}
            title={meaning}
            on={view.layers.includes(id)}
            testId={`layer-${id}`}
            onPress={() => toggle(id)}
          />
        ))}
      </div>
      <div className={styles.group} role="group" aria-label="How it is drawn">
        <Switch
          name="Log scale"
          title={noLog ?? "equal distances are equal ratios"}
          on={view.log}
          off={noLog !== undefined && !view.log}
          testId="log-scale"
          onPress={() => change({ log: !view.log })}
        />
        {lines > 1 || view.separate ? (
          <Switch
            name="Separate charts"
            title="a small chart for each line, each with an axis of its own"
            on={view.separate}
            testId="separate-charts"
            onPress={() => change({ separate: !view.separate })}
          />
        ) : null}
        {frequencies.length > 0 || view.frequency ? (
          <select
            className={styles.select}
            aria-label="How often"
            value={view.frequency ?? ""}
            data-testid="frequency"
            onChange={(event) =>
              change({ frequency: event.target.value === "" ? null : (event.target.value as ConvertTo) })
            }
          >
            <option value="">As published</option>
            {[...new Set([...frequencies, ...(view.frequency ? [view.frequency] : [])])].map((each) => (
              <option key={each} value={each}>
                {frequencyName(each)}
              </option>
            ))}
          </select>
        ) : null}
      </div>
    </div>
  );
}

interface SwitchProps {
  name: string;
  title: string;
  on: boolean;
  off?: boolean;
  testId: string;
  onPress: () => void;
}

function Switch({ name, title, on, off = false, testId, onPress }: SwitchProps) {
  return (
    <button
      type="button"
      className={styles.switch}
      aria-pressed={on}
      disabled={off}
      title={title}
      data-testid={testId}
      onClick={onPress}
    >
      {name}
    </button>
  );
}
