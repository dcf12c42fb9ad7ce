"use client";
// A button that copies a text, and says beside it whether that worked.

import { useState } from "react";

interface Props {
  /** Asked when the button is pressed. */
  text: () => string;
  /** The words of the button. */
  children: string;
  /** What the button is about, where its words alone do not say. */
  label?: string;
  done?: string;
  /** What to do where copying is refused. */
  instead?: string;
  testId?: string;
}

export function CopyButton({ text, children, label, done, instead, testId }: Props) {
  const [said, setSaid] = useState("");
  function copy(): void {
    // There is no clipboard on a page that came over plain HTTP from another machine.
    const copied = navigator.clipboard?.writeText(text()) ?? Promise.reject(new Error("no clipboard"));
    copied.then(
      () => setSaid(done ?? "Copied."),
      () => setSaid(`Copying is not allowed here: ${instead ?? "select the text and copy it"}.`),
    );
  }
  return (
    <>
      <button type="button" className="button" aria-label={label} onClick={copy} data-testid={testId}>
        {children}
      </button>
      <span role="status" className="small muted">
        {said}
      </span>
    </>
  );
}
