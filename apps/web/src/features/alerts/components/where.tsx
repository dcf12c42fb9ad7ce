"use client";
// One place, found by the search, or every place of a watchlist.

import { useEffect, useId, useRef } from "react";
import { PlaceSearch } from "@/features/search";
import { address } from "@/shared/api/address";
import { SelectField } from "@/shared/form/form";
import type { Form } from "@/shared/form/use-form";
import { useMine } from "@/shared/session/use-mine";
import { kDefaultList, listName } from "@/shared/format/lists";
import styles from "./alert-form.module.css";

export interface Place {
  id: string;
  label: string;
}

interface Props {
  form: Form;
  where: "place" | "list";
  onWhere: (where: "place" | "list") => void;
  place: Place | null;
  onPlace: (place: Place | null) => void;
  /** The list chosen at first. */
  list: string | null;
}

export function Where({ form, where, onWhere, place, onPlace, list }: Props) {
  const id = useId();
  const watched = useMine(where === "list" ? address("/api/v1/watchlist") : null);
  const lists = [...new Set([kDefaultList, ...(watched.data?.items ?? []).map((item) => item.list)])].sort();
  const box = useRef<HTMLDivElement>(null);
  const moved = useRef(false);
  const error = form.errors.region;
  // Picking and un-picking replace what had the focus.
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    box.current?.querySelector<HTMLElement>("input, button")?.focus();
  }, [place]);

  return (
    <fieldset className={styles.where}>
      <legend>Where</legend>
      <div className={styles.choices}>
        <label>
          <input type="radio" name="where" checked={where === "place"} onChange={() => onWhere("place")} />
          One place
        </label>
        <label>
          <input
            type="radio"
            name="where"
            checked={where === "list"}
            onChange={() => onWhere("list")}
            data-testid="where-list"
          />
          Every place of a watchlist
        </label>
      </div>
      {where === "list" ? (
        <SelectField
          form={form}
          name="watchlist"
          label="Watchlist"
          defaultValue={list ?? kDefaultList}
          key={lists.length}
        >
          {lists.map((name) => (
            <option key={name} value={name}>
              {listName(name)}
            </option>
          ))}
        </SelectField>
      ) : (
        <div ref={box}>
          {place ? (
            <p className={styles.place}>
              <strong data-testid="alert-place">{place.label}</strong>
              <button
                type="button"
                className="button"
                onClick={() => {
                  moved.current = true;
                  onPlace(null);
                }}
              >
                Choose another
              </button>
            </p>
          ) : (
            <div className={styles.search}>
              <PlaceSearch
                label="Place"
                placeholder="ZIP code, city, county, metro or state"
                testId="alert-place-input"
                within={{
                  name: "region",
                  describedBy: error ? `${id}-error` : undefined,
                  invalid: error ? true : undefined,
                }}
                onPick={(option) => {
                  moved.current = true;
                  onPlace(option);
                }}
              />
            </div>
          )}
        </div>
      )}
      {error ? (
        <span id={`${id}-error`} className={styles.error} data-testid="region-error">
          {error}
        </span>
      ) : null}
    </fieldset>
  );
}
