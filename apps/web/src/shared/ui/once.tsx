// Something shown once and never again: to be copied now.

import { CopyButton } from "./copy-button";
import styles from "./once.module.css";

export function Once({ text, label, testId }: { text: string; label: string; testId: string }) {
  return (
    <div className={styles.once}>
      <pre className={styles.text} tabIndex={0} aria-label={label} data-testid={testId}>
        {text}
      </pre>
      <CopyButton text={() => text}>Copy</CopyButton>
    </div>
  );
}
