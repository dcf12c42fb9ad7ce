// The places looked at last, kept in this browser only. Damaged or forbidden storage reads as empty.

export interface RecentPlace {
  id: string;
  label: string;
  type: string;
}

const kKey = "housing-recent";
export const kMaxRecent = 6;

function isPlace(value: unknown): value is RecentPlace {
  const v = value as Partial<RecentPlace> | null;
  return typeof v?.id === "string" && typeof v.label === "string" && typeof v.type === "string";
}

export function readRecent(storage: Pick<Storage, "getItem">): RecentPlace[] {
  try {
    const value: unknown = JSON.parse(storage.getItem(kKey) ?? "[]");
    return Array.isArray(value) ? value.filter(isPlace).slice(0, kMaxRecent) : [];
  } catch {
    return [];
  }
}

/** Newest first, each place once. */
export function addRecent(storage: Pick<Storage, "getItem" | "setItem">, place: RecentPlace): RecentPlace[] {
  const { id, label, type } = place;
  const next = [{ id, label, type }, ...readRecent(storage).filter((p) => p.id !== id)].slice(0, kMaxRecent);
  try {
    storage.setItem(kKey, JSON.stringify(next));
  } catch {
    // Storage is full or off: nothing is remembered.
  }
  return next;
}
