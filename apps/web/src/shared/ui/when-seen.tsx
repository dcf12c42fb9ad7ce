"use client";
// Makes what is inside only when it is about to come into sight, or onto paper. Its room is kept by `className`, so
// nothing moves.

import { Suspense, type ReactNode } from "react";
import { useSeen } from "./use-seen";

export function WhenSeen({ className, children }: { className?: string; children: ReactNode }) {
  const [place, seen] = useSeen<HTMLDivElement>();
  return (
    <div ref={place} className={className} data-seen={seen}>
      {seen ? <Suspense>{children}</Suspense> : null}
    </div>
  );
}
