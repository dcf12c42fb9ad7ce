// Who is signed in, as this page knows it. Small on purpose: every page loads it.
// Not a client for changing calls: see ask.ts. The session itself is a cookie no script can read; the token that
// changing calls must carry is kept in memory only.
// A mark in this browser says whether asking is worth it, so that a visitor without an account asks nothing.

import type { Account, SearchForm, User } from "../api/contract";

/** Who has an account. */
export type Person = User;

export interface SignedIn {
  person: Person;
  csrf: string;
}

/** undefined: not known yet; null: nobody. */
export type Session = SignedIn | null | undefined;

/** What an answer about one's account says. A key's own answers have no token, but no page has a key. */
export const signedIn = ({ user, csrf = "" }: Account): SignedIn => ({ person: user, csrf });

const kMark = "housing-signed-in";
const kMe = "/api/v1/me";

let session: Session;
/** Who was signed in when the session ended, on this page or before it. */
let ended: Person | true | null = null;
let asking: Promise<Session> | null = null;
const listeners = new Set<() => void>();

export const currentSession = (): Session => session;
/**
 * null: no session ended. A person: theirs ended while this page was open, and what they typed is still in it.
 * true: one ended before this page was opened.
 */
export const endedSession = (): Person | true | null => ended;

export function subscribeSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The server knows the session no more; nobody signed out. */
export function endSession(): void {
  const who = session?.person ?? (isMarked() ? true : null);
  setSession(null);
  ended = who;
  tell();
}

function tell(): void {
  for (const listener of listeners) listener();
}

/** Somebody signed in, or out. */
export function setSession(next: SignedIn | null): void {
  session = next;
  ended = null;
  try {
    if (next) localStorage.setItem(kMark, "1");
    else localStorage.removeItem(kMark);
  } catch {
    // Storage is off: every page asks.
  }
  tell();
}

function isMarked(): boolean {
  try {
    return localStorage.getItem(kMark) !== null;
  } catch {
    return true;
  }
}

/** Asks the server. Without an answer nobody counts as signed in on this page, and the mark stays for the next. */
export function askSession(): Promise<Session> {
  asking ??= fetch(kMe, { headers: { Accept: "application/json" } })
    .then(async (response) => {
      if (response.ok) {
        setSession(signedIn((await response.json()) as Account));
      } else if (response.status === 401) {
        endSession();
      } else {
        throw new Error();
      }
    })
    .catch(() => {
      session ??= null;
      tell();
    })
    .then(() => {
      asking = null;
      return session;
    });
  return asking;
}

/** Asks only where somebody signed in before. */
export function findSession(): void {
  if (session !== undefined || asking) return;
  if (isMarked()) void askSession();
  else setSession(null);
}

/** Where one signs in and comes back from. */
export const signInAddress = (next: string): string => `/sign-in?next=${encodeURIComponent(next)}`;

/** Remembers what was looked for, for who keeps a history. Goes on while the page is left; failing loses little. */
export function rememberSearch(text: string, region?: string): void {
  if (!session?.person.keeps_searches || text === "") return;
  void fetch("/api/v1/me/searches", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRF-Token": session.csrf },
    body: JSON.stringify({ text, region } satisfies SearchForm),
    keepalive: true,
  }).catch(() => undefined);
}
