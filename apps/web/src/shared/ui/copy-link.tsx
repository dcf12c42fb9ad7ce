"use client";
// Copies the page's address, which holds everything that was chosen.

import { useState } from "react";

export function CopyLink({ testId }: { testId?: string }) {
  const [said, setSaid] = useState("");
  function copy(): void {
    navigator.clipboard.writeText(location.href).then(
      () => setSaid("Copied. The link opens this view as it is."),
      () => setSaid("Copying is not allowed here: copy the address from the bar of the browser."),
    );
  }
  return (
    <>
      <button type="button" className="button" onClick={copy} data-testid={testId}>
        Copy link
      </button>
      <span role="status" className="small muted">
        {said}
      </span>
    </>
  );
}
