// Where to go after signing in: a path of this site and nothing else, whoever wrote the address.

export const kHome = "/watchlist";

/** @param search the query of the sign-in page */
export function nextOf(search: string): string {
  return ownPath(new URLSearchParams(search).get("next")) ?? kHome;
}

/** `text` when it is a path of this site; null for other sites' addresses, however written. */
export function ownPath(text: string | null): string | null {
  if (text === null || !/^\/(?![/\\])/.test(text)) return null;
  const base = "http://own.invalid";
  try {
    const url = new URL(text, base);
    return url.origin === base ? url.pathname + url.search + url.hash : null;
  } catch {
    return null;
  }
}
