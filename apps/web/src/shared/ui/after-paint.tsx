"use client";
// Makes what is inside once what stands above it has been painted: work in parts keeps the page answering. What is in
// sight at first does not belong here, for its room is not kept.

import { useEffect, useState, type ReactNode } from "react";

export function AfterPaint({ children }: { children: ReactNode }) {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setPainted(true));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, []);
  return painted ? children : null;
}
