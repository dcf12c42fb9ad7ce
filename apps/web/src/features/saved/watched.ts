// The shape of /api/v1/watchlist, and its places by list.

export interface Watched {
  list: string;
  region: string;
  label: string;
  added: string;
}

export const watchPath = (region: string, list: string): string =>
  `/api/v1/watchlist/${encodeURIComponent(region)}?list=${encodeURIComponent(list)}`;

/** Lists by name, the places of each by label. */
export function byList(items: readonly Watched[]): { name: string; items: Watched[] }[] {
  const names = [...new Set(items.map(({ list }) => list))].sort();
  return names.map((name) => ({
    name,
    items: items.filter(({ list }) => list === name).sort((a, b) => a.label.localeCompare(b.label)),
  }));
}
