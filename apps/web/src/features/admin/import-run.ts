// How far an import is, in a share and in words.

import type { ImportRun } from "@/shared/api/contract";

const kStates: Record<ImportRun["state"], string> = {
  queued: "waiting",
  running: "running",
  done: "done",
  failed: "failed",
  refused: "refused",
};
export const stateName = (state: ImportRun["state"]): string => kStates[state];

export const isOpen = ({ state }: Pick<ImportRun, "state">): boolean => state === "queued" || state === "running";

type Counted = Pick<ImportRun, "state" | "files_total" | "files_fetched" | "files_done">;

/** share: of the two steps each file takes, fetching and reading; null while it is not known how many there are. */
export function progressOf({ state, files_total, files_fetched, files_done }: Counted): {
  share: number | null;
  text: string;
} {
  if (files_total === 0) return { share: null, text: state === "queued" ? "waits for its turn" : "no files" };
  const share = Math.min(1, (files_fetched + files_done) / (2 * files_total));
  const files = files_total === 1 ? "1 file" : `${files_total} files`;
  const text = isOpen({ state })
    ? `${files_done} of ${files} read, ${files_fetched} fetched`
    : `${files_done} of ${files} read`;
  return { share, text };
}
