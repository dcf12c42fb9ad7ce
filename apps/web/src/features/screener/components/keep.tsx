"use client";
// Keeping the screen: saving it, an alert on it, its address.

import { lazy, Suspense, useState } from "react";
import { asOfIn, atDay } from "@/shared/state/day";
import { signInAddress } from "@/shared/session/session";
import { useSession } from "@/shared/session/use-session";
import { CopyButton } from "@/shared/ui/copy-button";
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
  const address = () => atDay(printView(view), asOfIn(location.search));
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
        <CopyButton
          text={() => location.origin + address()}
          done="The address is copied."
          instead="copy the address from the bar above"
          testId="share"
        >
          Copy address
        </CopyButton>
      </div>
      {saving && session ? (
        <Suspense>
          <SaveForm view={view} name={name} address={address()} />
        </Suspense>
      ) : null}
    </div>
  );
}
