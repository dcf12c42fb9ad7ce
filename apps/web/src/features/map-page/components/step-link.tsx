"use client";
// A link to another view of the same page: it can be opened elsewhere, and does not load the page again here.

import type { MouseEvent, ReactNode } from "react";
import { goTo } from "@/shared/state/address";
import { printMapView, type MapView } from "../view-state";

interface Props {
  to: MapView;
  className?: string;
  testId?: string;
  children: ReactNode;
}

export function StepLink({ to, className, testId, children }: Props) {
  const href = printMapView(to);
  function onClick(event: MouseEvent): void {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    goTo(href);
  }
  return (
    <a href={href} className={className} data-testid={testId} onClick={onClick}>
      {children}
    </a>
  );
}
