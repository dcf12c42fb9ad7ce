"use client";
// What a reader must know of this map: whose numbers, of how many places, what is not drawn, what is approximate.

import { useState } from "react";
import { useOutlineNotes } from "@/features/region-map";
import type { MapAnswer, Metric } from "@/shared/api/contract";
import { joinWords } from "@/shared/format/lists";
import { formatCount } from "@/shared/format/number";
import { formatPeriod } from "@/shared/format/period";
import { typeNoun, typePlural } from "@/shared/format/words";
import { Passport } from "@/shared/ui/passport";
import { SourceLine } from "@/shared/ui/source-line";
import type { MapView } from "../view-state";
import styles from "./map-page.module.css";

interface Props {
  view: MapView;
  answer: MapAnswer;
  metric: Metric | null;
  nameOf: (id: string) => string;
}

const kMaxNamed = 4;

export function MapNotes({ view, answer, metric, nameOf }: Props) {
  const { measure, of, places, regions } = answer;
  const [open, setOpen] = useState(false);
  const { approximate, undrawn } = useOutlineNotes(view.level, regions);
  const named = (ids: readonly string[]) => {
    const some = ids.slice(0, kMaxNamed).map(nameOf);
    return joinWords(ids.length > kMaxNamed ? [...some, `${formatCount(ids.length - kMaxNamed)} more`] : some);
  };
  return (
    <div className={styles.notes} data-testid="map-notes">
      <p>
        {formatCount(of)} of {formatCount(places)} {typeNoun(view.level, places)} with any data have a value for{" "}
        {formatPeriod(measure.period)}. <SourceLine source={measure.source} prov={measure.prov} />{" "}
        {measure.prov ? (
          <button
            type="button"
            className={styles.textButton}
            aria-expanded={open}
            data-testid="map-passport"
            onClick={() => setOpen(!open)}
          >
            Where these numbers come from
          </button>
        ) : null}
      </p>
      {open && measure.prov ? (
        <Passport prov={measure.prov} metric={measure.metric} definition={metric?.definition ?? null} />
      ) : null}
      {approximate.length > 0 ? (
        <p className="small muted" data-testid="map-approximate">
          Approximate outlines: {named(approximate)}. They are drawn from the ZIP codes inside them; the values are
          exact.
        </p>
      ) : null}
      {undrawn.length > 0 ? (
        <p className="small muted" data-testid="map-undrawn">
          In the table but not on the map, which has no room for them: {named(undrawn)}.
        </p>
      ) : null}
      {view.level === "zip" ? (
        <p className="small muted">
          Each dot is the middle of one of the {typePlural(view.level)}; they have no published outlines here.
        </p>
      ) : null}
    </div>
  );
}
