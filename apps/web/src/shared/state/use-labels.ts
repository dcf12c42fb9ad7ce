"use client";
// Printable names of places, read one profile each; the id stands in until it is known.

import { useEffect, useMemo, useState } from "react";
import { read } from "../api/client";
import { questions } from "../api/questions";

export type Labels = ((id: string) => string) & {
  /** Still being read: its length is not known (data-unsized, base.css). */
  pending: (id: string) => boolean;
};

export function useLabels(ids: readonly string[]): Labels {
  const [labels, setLabels] = useState<ReadonlyMap<string, string>>(new Map());
  const wanted = ids.join(","); // the ids, not the array, decide when to read
  useEffect(() => {
    let mounted = true;
    for (const id of wanted === "" ? [] : wanted.split(",")) {
      read(questions.region(id)).then(
        (answer) => {
          if (mounted) setLabels((now) => new Map(now).set(id, answer.label));
        },
        () => {
          // An unknown place is reported where the series are read.
          if (mounted) setLabels((now) => new Map(now).set(id, id));
        },
      );
    }
    return () => {
      mounted = false;
    };
  }, [wanted]);
  return useMemo(
    () => Object.assign((id: string) => labels.get(id) ?? id, { pending: (id: string) => !labels.has(id) }),
    [labels],
  );
}
