"use client";
// Where the map is: the nation, or a place inside it, with the way back.

import { questions } from "@/shared/api/questions";
import { useAnswer } from "@/shared/api/use-answer";
import { StepLink } from "@/shared/ui/step-link";
import { printMapView, type MapView } from "../view-state";
import styles from "./map-page.module.css";

export function Crumbs({ view }: { view: MapView }) {
  const { data } = useAnswer(view.within === null ? null : questions.region(view.within));
  if (view.within === null) return <p className={styles.crumbs}>United States</p>;
  const inState = view.within.startsWith("state-");
  const state = inState ? null : (data?.parents.find(({ type }) => type === "state") ?? null);
  const back: MapView = { ...view, place: null };
  return (
    <nav className={styles.crumbs} aria-label="Area of the map" data-testid="map-crumbs">
      <StepLink to={printMapView({ ...back, within: null, level: inState ? "state" : view.level })}>
        United States
      </StepLink>
      {state ? (
        <>
          <span aria-hidden="true">›</span>
          <StepLink to={printMapView({ ...back, within: state.id, level: "county" })}>{state.name}</StepLink>
        </>
      ) : null}
      <span aria-hidden="true">›</span>
      <span aria-current="true">{data?.label ?? view.within}</span>
      <a href={`/region/${view.within}`} className="small">
        Open page
      </a>
    </nav>
  );
}
