"use client";
// On paper only: where the page is, and when it was printed.

import { useAddress } from "@/shared/state/address";

export function PrintFoot() {
  const address = useAddress();
  if (address === null) return null;
  return (
    <p className="print-only small" data-testid="print-foot">
      {location.origin}
      {address} · printed {new Date().toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" })}
    </p>
  );
}
