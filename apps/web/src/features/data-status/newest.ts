// Imports in the order a reader wants them: the newest release on top. Files of no known release come last.

import type { Import } from "@/shared/api/contract";

const when = ({ release, retrieved }: Import): string => release ?? retrieved?.slice(0, 10) ?? "";

export function newestFirst(imports: readonly Import[]): Import[] {
  return [...imports].sort((a, b) => when(b).localeCompare(when(a)) || a.id.localeCompare(b.id));
}
