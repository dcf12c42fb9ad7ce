"use client";
// A text to take along, with a button that copies it.

import { useState } from "react";
import styles from "./share-box.module.css";

interface Props {
  text: string;
  /** What it is: "Address of this view". */
  label: string;
  testId: string;
}

export function CopyText({ text, label, testId }: Props) {
  const [said, setSaid] = useState("");
  function copy(): void {
    // Where the page has no secure context there is no clipboard.
    const copied = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("no clipboard"));
    copied.then(
      () => setSaid("Copied."),
      () => setSaid("Copying is not allowed here: select the text and copy it."),
    );
  }
  return (
    <div className={styles.copy}>
      <pre tabIndex={0} role="group" aria-label={label} data-testid={testId}>
        {text}
      </pre>
      <button type="button" className="button" aria-label={`Copy: ${label}`} onClick={copy}>
        Copy
      </button>
      <span role="status" className="small muted">
        {said}
      </span>
    </div>
  );
}
