"use client";
// A link to another state of the same page: a real address, which a plain press reaches without loading the page again.

import type { ComponentProps, MouseEvent } from "react";
import { goTo } from "../state/address";

interface Props extends Omit<ComponentProps<"a">, "href"> {
  to: string;
  /** After the address has changed. */
  onStep?: () => void;
}

const isPlain = (event: MouseEvent): boolean =>
  event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

export function StepLink({ to, onStep, children, ...rest }: Props) {
  return (
    <a
      {...rest}
      href={to}
      onClick={(event) => {
        if (!isPlain(event)) return;
        event.preventDefault();
        goTo(to);
        onStep?.();
      }}
    >
      {children}
    </a>
  );
}
