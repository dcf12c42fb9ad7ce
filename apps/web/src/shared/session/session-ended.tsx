"use client";
// The session ended while a page was open: said at once, with the way back in, without leaving the page. Nothing that
// was typed is lost; who closes this finds the way back in above the page.

import { useEffect, useRef, useState } from "react";
import { Buttons, FormBox, PasswordField, Submit, TextField } from "../form/form";
import { useForm } from "../form/use-form";
import { useAddress } from "../state/address";
import notice from "../ui/notice.module.css";
import { ask, kindOf } from "./ask";
import { askSession, currentSession, setSession, signedIn, signInAddress, type Person } from "./session";
import styles from "./session-ended.module.css";

export default function SessionEnded({ person }: { person: Person }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const address = useAddress() ?? "/";
  const [wantsCode, setWantsCode] = useState(false);

  useEffect(() => dialog.current?.showModal(), []);
  // Signed in again in another tab: this one goes on as well.
  useEffect(() => {
    const look = () => void (document.hidden || currentSession() ? null : askAgain());
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);

  const form = useForm(async (values) => {
    const body = { email: person.email, password: values.text("password") };
    try {
      const totp = wantsCode ? { totp: values.text("code").replace(/\s/g, "") } : {};
      setSession(signedIn(await ask("POST", "/api/v1/auth/login", { body: { ...body, ...totp } })));
    } catch (fault) {
      if (kindOf(fault) !== "code-required" || wantsCode) throw fault;
      setWantsCode(true);
    }
    return undefined;
  });

  return (
    <>
      <div className={notice.notice} role="status" data-testid="session-ended">
        <p className={notice.title}>Your session has ended</p>
        <p>What you see and what you typed is still here. Nothing is saved until you sign in again.</p>
        <div className={notice.actions}>
          <button type="button" className="button" onClick={() => dialog.current?.showModal()}>
            Sign in again
          </button>
        </div>
      </div>
      <dialog ref={dialog} className={styles.dialog} aria-labelledby="session-ended-title" data-testid="sign-in-again">
        <h2 id="session-ended-title">Your session has ended</h2>
        <p>
          Sign in again as <strong>{person.email}</strong> to go on where you were. Nothing you typed is lost.
        </p>
        <FormBox form={form} testId="sign-in-again-form" label="Sign in again">
          <input type="text" name="username" autoComplete="username" value={person.email} readOnly hidden />
          <PasswordField form={form} name="password" testId="again-password" label="Password" autoFocus />
          {wantsCode ? (
            <TextField
              form={form}
              name="code"
              testId="again-code"
              label="Code"
              hint="The six digits your authenticator app shows now, or one of your recovery codes."
              autoComplete="one-time-code"
              maxLength={40}
              autoFocus
              required
            />
          ) : null}
          <Buttons>
            <Submit form={form} testId="again-submit">
              Sign in
            </Submit>
            <button type="button" className="button" onClick={() => dialog.current?.close()}>
              Not now
            </button>
          </Buttons>
        </FormBox>
        <p className="small muted">
          Not you? <a href={signInAddress(address)}>Sign in as somebody else</a>; what was typed here is lost then.
        </p>
      </dialog>
    </>
  );
}

/** Without telling again that it ended: a page that stays away must not lose what it holds. */
async function askAgain(): Promise<void> {
  const answer = await fetch("/api/v1/me", { headers: { Accept: "application/json" } }).catch(() => null);
  if (answer?.ok) await askSession();
}
