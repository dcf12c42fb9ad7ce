"use client";
// The searches of who is signed in and keeps them; and keeping the one at hand. Loaded for those alone.

import { lazy, Suspense } from "react";
import { useSession } from "@/shared/session/use-session";

const History = lazy(() => import("./history"));
const Save = lazy(() => import("./save-search"));

export function SearchHistory() {
  if (!useSession()?.person.keeps_searches) return null;
  return (
    <Suspense>
      <History />
    </Suspense>
  );
}

export function SaveSearch() {
  if (!useSession()) return null;
  return (
    <Suspense>
      <Save />
    </Suspense>
  );
}
