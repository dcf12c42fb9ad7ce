"use client";
// The places that are compared: taken out, added by search, or from those like the first one and next to it.

import { PlaceSearch } from "@/features/search";
import { address } from "@/shared/api/address";
import { questions } from "@/shared/api/questions";
import type { ComparisonAnswer } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { useLabels } from "@/shared/state/use-labels";
import { PlaceChip } from "@/shared/ui/place-chip";
import { kMaxPlaces, type CompareView } from "../view-state";
import styles from "./places.module.css";

interface Props {
  view: CompareView;
  answer: ComparisonAnswer | null;
  change: (part: Partial<CompareView>) => void;
}

const kSimilar = 3;
const kNeighbours = 2;

export function Places({ view, answer, change }: Props) {
  const { regions } = view;
  const known = new Map((answer?.regions ?? []).map(({ region, label }) => [region, label]));
  const labelOf = useLabels(regions.filter((id) => !known.has(id)));
  const nameOf = (id: string): string => known.get(id) ?? labelOf(id);
  const full = regions.length >= kMaxPlaces;
  const add = (id: string): void => {
    if (!regions.includes(id) && !full) change({ regions: [...regions, id] });
  };
  return (
    <div className={styles.box}>
      <div className={styles.chosen}>
        {regions.map((id, i) => (
          <PlaceChip
            key={id}
            id={id}
            name={nameOf(id)}
            removing={`Remove ${nameOf(id)}`}
            onRemove={() => change({ regions: regions.filter((other) => other !== id) })}
            className={styles.place}
            testId="compare-place"
            removeTestId={`compare-remove-${id}`}
          >
            <span className={styles.dot} data-colour={i + 1} aria-hidden="true" />
          </PlaceChip>
        ))}
        {regions.length === 0 ? <p>No place yet.</p> : null}
      </div>
      <div className={styles.add}>
        {full ? (
          <span className="small muted" data-testid="compare-full">
            Five places are the most; remove one to add another.
          </span>
        ) : (
          <PlaceSearch
            label="Add a place"
            placeholder="Add a ZIP code, city, county, metro or state"
            testId="compare-add"
            clearOnPick
            onPick={(place) => add(place.id)}
          />
        )}
      </div>
      <div className={styles.room}>
        {regions[0] !== undefined && !full ? (
          <Suggestions first={regions[0]} name={nameOf(regions[0])} taken={regions} onAdd={add} />
        ) : null}
      </div>
    </div>
  );
}

interface SuggestionProps {
  first: string;
  name: string;
  taken: readonly string[];
  onAdd: (id: string) => void;
}

/** What cannot be told is left out: nobody asked for it. */
function Suggestions({ first, name, taken, onAdd }: SuggestionProps) {
  const nation = first === "us";
  const similar = useAnswer(
    nation ? null : address("/api/v1/similar", { query: { region: first, limit: kMaxPlaces + kSimilar } }),
  );
  const profile = useAnswer(nation ? null : questions.region(first));
  const free = (id: string): boolean => !taken.includes(id);
  const like = (similar.data?.found ?? [])
    .map(({ region, label }) => ({ id: region, label }))
    .filter(({ id }) => free(id))
    .slice(0, kSimilar);
  const near = (profile.data?.neighbours ?? [])
    .filter(({ id }) => free(id) && !like.some((place) => place.id === id))
    .slice(0, kNeighbours);
  const around = (profile.data?.parents ?? []).filter(({ id }) => free(id)).slice(0, 1);
  const short = name.split(/[-,]/)[0];
  const groups = [
    { name: `Like ${short}`, places: like },
    { name: "Next to it", places: near },
    { name: "Around it", places: around },
  ].filter(({ places }) => places.length > 0);
  return (
    <div className={styles.suggestions} data-testid="compare-suggestions">
      {groups.map((group) => (
        <span key={group.name} className={styles.group}>
          <span className="muted">{group.name}:</span>
          {group.places.map(({ id, label }) => (
            <button key={id} type="button" data-region={id} aria-label={`Add ${label}`} onClick={() => onAdd(id)}>
              + {label}
            </button>
          ))}
        </span>
      ))}
    </div>
  );
}
