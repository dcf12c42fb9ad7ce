"use client";
// Makes what is inside only when it is about to come into sight, or onto paper. Its room is kept by `className`, so
// nothing moves.

import { Suspense, useEffect, useRef, useState, type ReactNode } from "react";

/** How far below the sight things begin to be read. */
const kMargin = "320px 0px";

export function WhenSeen({ className, children }: { className?: string; children: ReactNode }) {
  const [seen, setSeen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!box.current || seen) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
      },
      { rootMargin: kMargin },
    );
    observer.observe(box.current);
    const print = (): void => setSeen(true);
    window.addEventListener("beforeprint", print);
    return () => {
      observer.disconnect();
      window.removeEventListener("beforeprint", print);
    };
  }, [seen]);
  return (
    <div ref={box} className={className} data-seen={seen}>
      {seen ? <Suspense>{children}</Suspense> : null}
    </div>
  );
}
