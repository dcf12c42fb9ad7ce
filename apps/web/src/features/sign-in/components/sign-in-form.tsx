"use client";
// Address and password; a second step for the code where a second factor is in force.

import { useEffect, useRef, useState } from "react";
import { Buttons, FormBox, PasswordField, Submit, TextField } from "@/shared/form/form";
import { useForm, type Values } from "@/shared/form/use-form";
import { ask, kindOf } from "@/shared/session/ask";
import { nextOf } from "@/shared/session/next";
import { setSession, signedIn } from "@/shared/session/session";
import { useSession } from "@/shared/session/use-session";
import { Narrow } from "./narrow";

export function SignInForm() {
  const [step, setStep] = useState<"password" | "code">("password");
  const [unverified, setUnverified] = useState(false);
  const session = useSession();
  const code = useRef<HTMLInputElement>(null);

  const form = useForm(async (values) => {
    setUnverified(false);
    const body = { email: values.text("email"), password: values.text("password") };
    try {
      const totp = step === "code" ? { totp: values.text("code").replace(/\s/g, "") } : {};
      setSession(signedIn(await ask("POST", "/api/v1/auth/login", { body: { ...body, ...totp } })));
      location.assign(nextOf(location.search));
      return "Signed in.";
    } catch (fault) {
      if (kindOf(fault) === "code-required" && step === "password") {
        setStep("code");
        return undefined;
      }
      if (kindOf(fault) === "unverified") setUnverified(true);
      throw fault;
    }
  });
  useEffect(() => {
    if (step === "code") code.current?.focus();
  }, [step]);

  async function sendAgain(values: Values): Promise<string> {
    await ask("POST", "/api/v1/auth/verify-again", { body: { email: values.text("email") } });
    setUnverified(false);
    return "We sent the mail again. Follow the link in it, then sign in.";
  }

  if (session && !form.busy && form.done === null) {
    return (
      <Narrow title="Sign in">
        <p data-testid="signed-in">
          You are signed in as <strong>{session.person.email}</strong>.
        </p>
        <p>
          <a className="button button-primary" href={nextOf(location.search)}>
            Go on
          </a>
        </p>
      </Narrow>
    );
  }
  return (
    <Narrow
      title={step === "code" ? "One more step" : "Sign in"}
      after={
        <>
          <p>
            <a href="/forgot">Forgot the password?</a>
          </p>
          <p>
            No account yet? <a href="/register">Register</a>
          </p>
        </>
      }
    >
      <FormBox form={form} testId="sign-in-form">
        {/* Both stay in the form for the second step: the server wants everything at once. */}
        <div hidden={step === "code"}>
          <TextField form={form} name="email" label="Mail address" type="email" autoComplete="username" required />
        </div>
        <div hidden={step === "code"}>
          <PasswordField form={form} name="password" label="Password" />
        </div>
        {step === "code" ? (
          <TextField
            ref={code}
            form={form}
            name="code"
            label="Code"
            hint="The six digits your authenticator app shows now, or one of your recovery codes."
            autoComplete="one-time-code"
            spellCheck={false}
            maxLength={40}
            required
          />
        ) : null}
        <Buttons>
          <Submit form={form}>Sign in</Submit>
          {step === "code" ? (
            <button type="button" className="button" onClick={() => setStep("password")} data-testid="back">
              Back
            </button>
          ) : null}
          {unverified ? (
            <button type="button" className="button" onClick={() => form.run(sendAgain)} data-testid="verify-again">
              Send the mail again
            </button>
          ) : null}
        </Buttons>
      </FormBox>
    </Narrow>
  );
}
