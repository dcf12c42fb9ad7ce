"use client";
// Keeping the screen: saving it, an alert on it, its address.

import { lazy, Suspense, useState } from "react";
import { asOfIn, atDay } from "@/shared/state/day";
import { signInAddress } from "@/shared/session/session";
import { useSession } from "@/shared/session/use-session";
import { alertAddress } from "../questions";
import { printView, type ScreenView } from "../view-state";
import styles from "./keep.module.css";

const SaveForm = lazy(() => import("./save-form"));

interface Props {
  view: ScreenView;
  /** A name for it, offered. */
  name: string;
}

export function Keep({ view, name }: Props) {
  const session = useSession();
  const [saving, setSaving] = useState(false);
  const [said, setSaid] = useState("");
  const address = () => atDay(printView(view), asOfIn(location.search));
  function copy(): void {
    navigator.clipboard.writeText(location.origin + address()).then(
      () => setSaid("The address is copied."),
      () => setSaid("Copying is not allowed here: copy the address from the bar above."),
    );
  }
  return (
    <div className={styles.keep}>
      <div className={styles.buttons}>
        {session ? (
          <button
            type="button"
            className="button"
            aria-expanded={saving}
            onClick={() => setSaving((now) => !now)}
            data-testid="save-screen"
          >
            Save
          </button>
        ) : (
          <a className="button" href={signInAddress(printView(view))} data-testid="save-sign-in">
            Sign in to save
          </a>
        )}
        {view.where === "" ? null : (
          <a className="button" href={alertAddress(view)} data-testid="alert-me">
            Alert me
          </a>
        )}
        <button type="button" className="button" onClick={copy} data-testid="share">
          Copy address
        </button>
        <span role="status" className="small muted">
          {said}
        </span>
      </div>
      {saving && session ? (
        <Suspense>
          <SaveForm view={view} name={name} address={address()} />
        </Suspense>
      ) : null}
    </div>
  );
}
