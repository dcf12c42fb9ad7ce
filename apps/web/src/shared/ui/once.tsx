"use client";
// Something shown once and never again: to be copied now.

import { useState } from "react";
import styles from "./once.module.css";

export function Once({ text, label, testId }: { text: string; label: string; testId: string }) {
  const [said, setSaid] = useState("");
  function copy(): void {
    navigator.clipboard.writeText(text).then(
      () => setSaid("Copied."),
      () => setSaid("Copying is not allowed here: select the text and copy it."),
    );
  }
  return (
    <div className={styles.once}>
      <pre className={styles.text} tabIndex={0} aria-label={label} data-testid={testId}>
        {text}
      </pre>
      <button type="button" className="button" onClick={copy}>
        Copy
      </button>
      <span role="status" className="small muted">
        {said}
      </span>
    </div>
  );
}
