// A text to take along, with a button that copies it.

import { CopyButton } from "@/shared/ui/copy-button";
import styles from "./share-box.module.css";

interface Props {
  text: string;
  /** What it is: "Address of this view". */
  label: string;
  testId: string;
}

export function CopyText({ text, label, testId }: Props) {
  return (
    <div className={styles.copy}>
      <pre tabIndex={0} role="group" aria-label={label} data-testid={testId}>
        {text}
      </pre>
      <CopyButton text={() => text} label={`Copy: ${label}`}>
        Copy
      </CopyButton>
    </div>
  );
}
