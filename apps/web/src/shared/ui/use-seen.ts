"use client";
// Whether something has come near the screen, or onto paper; once it has, it stays so.

import { useEffect, useRef, useState, type RefObject } from "react";

/** How far below the sight things begin to be read. */
const kMargin = "320px 0px";

export function useSeen<E extends Element>(): [RefObject<E | null>, boolean] {
  const [seen, setSeen] = useState(false);
  const place = useRef<E>(null);
  useEffect(() => {
    if (!place.current || seen) return;
    const show = (): void => setSeen(true);
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) show();
      },
      { rootMargin: kMargin },
    );
    observer.observe(place.current);
    window.addEventListener("beforeprint", show);
    return () => {
      observer.disconnect();
      window.removeEventListener("beforeprint", show);
    };
  }, [seen]);
  return [place, seen];
}
