// Links to other pages take the day along that is being looked at. One listener on the document, so that no link needs
// to know of it; the address is changed when a link is about to be used, by pointer or by keyboard.

import { asOfIn, atDay } from "@/shared/state/day";

function keep(event: Event): void {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.origin !== location.origin) return;
  const address = link.pathname + link.search + link.hash;
  const dated = atDay(address, asOfIn(location.search));
  if (dated !== address && asOfIn(address) === null) link.href = dated;
}

const kEvents = ["pointerdown", "focusin", "click"] as const;

/** @returns what ends it */
export function keepDay(): () => void {
  for (const name of kEvents) document.addEventListener(name, keep, true);
  return () => {
    for (const name of kEvents) document.removeEventListener(name, keep, true);
  };
}
