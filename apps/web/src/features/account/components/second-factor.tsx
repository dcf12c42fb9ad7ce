"use client";
// Codes from an authenticator app (TOTP): setting them up, the recovery codes that are shown once, taking them off.

import { lazy, Suspense, useState } from "react";
import type { FactorSetup } from "@/shared/api/contract";
import { Buttons, FormBox, Submit, TextField } from "@/shared/form/form";
import { useForm } from "@/shared/form/use-form";
import { ask } from "@/shared/session/ask";
import { askSession, type Person } from "@/shared/session/session";
import { Once } from "@/shared/ui/once";
import { Section } from "@/shared/ui/section";
import { PresentPassword } from "./credentials";
import qr from "./qr-code.module.css";

const QrCode = lazy(() => import("./qr-code"));

export function SecondFactor({ person }: { person: Person }) {
  const [setup, setSetup] = useState<FactorSetup | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);

  return (
    <Section
      title="Second factor"
      hint={
        person.second_factor
          ? "In force: signing in asks for a code from your authenticator app."
          : "Not set up. A code from an app on your phone, asked for when you sign in."
      }
      testId="second-factor"
    >
      {codes ? (
        <div role="status">
          <p>
            <strong>Keep these recovery codes.</strong> Each signs you in once when the phone is gone. They are not
            shown again.
          </p>
          <Once text={codes.join("\n")} label="Recovery codes" testId="recovery-codes" />
          <p>
            <button type="button" className="button" onClick={() => setCodes(null)} data-testid="codes-kept">
              I have kept them
            </button>
          </p>
        </div>
      ) : person.second_factor ? (
        <Remove />
      ) : setup ? (
        <Confirm setup={setup} onDone={setCodes} onBack={() => setSetup(null)} />
      ) : (
        <Begin onSetup={setSetup} />
      )}
    </Section>
  );
}

function Begin({ onSetup }: { onSetup: (setup: FactorSetup) => void }) {
  const form = useForm(async (values) => {
    onSetup(await ask("POST", "/api/v1/me/totp", { body: { password: values.text("password") } }));
    return undefined;
  });
  return (
    <FormBox form={form} testId="factor-begin-form" label="Set up a second factor">
      <PresentPassword form={form} name="password" />
      <div>
        <Submit form={form}>Set it up</Submit>
      </div>
    </FormBox>
  );
}

interface ConfirmProps {
  setup: FactorSetup;
  onDone: (codes: string[]) => void;
  onBack: () => void;
}

function Confirm({ setup, onDone, onBack }: ConfirmProps) {
  const form = useForm(async (values) => {
    const code = values.text("code").replace(/\s/g, "");
    const { recovery_codes } = await ask("POST", "/api/v1/me/totp/confirm", { body: { code } });
    onDone(recovery_codes);
    await askSession();
    return undefined;
  });
  return (
    <FormBox form={form} testId="factor-confirm-form" label="Confirm the second factor">
      <div>
        <p>
          Scan this with your authenticator app. The app is on this device? <a href={setup.address}>Open it there</a>.
        </p>
      </div>
      <Suspense fallback={<div className={qr.room} />}>
        <QrCode text={setup.address} label="QR code for an authenticator app; the same as the secret below" />
      </Suspense>
      <details open>
        <summary>Or type this secret into the app</summary>
        <Once text={setup.secret} label="Secret" testId="factor-secret" />
      </details>
      <TextField
        form={form}
        name="code"
        label="Code"
        hint="The six digits the app shows now."
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={10}
        autoFocus
        required
      />
      <Buttons>
        <Submit form={form}>Confirm</Submit>
        <button type="button" className="button" onClick={onBack}>
          Cancel
        </button>
      </Buttons>
    </FormBox>
  );
}

function Remove() {
  const form = useForm(async (values) => {
    await ask("POST", "/api/v1/me/totp/remove", { body: { password: values.text("password") } });
    await askSession();
    return undefined;
  });
  return (
    <FormBox form={form} testId="factor-remove-form" label="Remove the second factor">
      <PresentPassword form={form} name="password" />
      <div>
        <Submit form={form}>Remove it</Submit>
      </div>
    </FormBox>
  );
}
