"use client";

import { useState } from "react";
import { FormBox, PasswordField, SelectField, Submit, TextField } from "@/shared/form/form";
import { useForm } from "@/shared/form/use-form";
import { browserTimeZone, timeZones } from "@/shared/format/time";
import { ask } from "@/shared/session/ask";
import { useAddress } from "@/shared/state/address";
import { Narrow } from "./narrow";

export function RegisterForm() {
  const inBrowser = useAddress() !== null;
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm(async (values) => {
    const email = values.text("email");
    await ask("POST", "/api/v1/auth/register", {
      body: {
        email,
        password: values.text("password"),
        name: values.text("name"),
        time_zone: values.text("time_zone"),
      },
    });
    setSentTo(email);
    return undefined;
  });

  if (sentTo !== null) {
    return (
      <Narrow title="Look at your mail" after={<a href="/sign-in">Go to signing in</a>}>
        <div role="status" data-testid="mail-sent">
          <p>
            We wrote to <strong>{sentTo}</strong>. Follow the link in the mail within two days, then sign in.
          </p>
        </div>
      </Narrow>
    );
  }
  return (
    <Narrow
      title="Register"
      after={
        <p>
          Registered already? <a href="/sign-in">Sign in</a>
        </p>
      }
    >
      <FormBox form={form} testId="register-form">
        <TextField
          form={form}
          name="email"
          label="Mail address"
          hint="Alerts go here. Nobody else sees it."
          type="email"
          autoComplete="username"
          required
        />
        <PasswordField form={form} name="password" label="Password" fresh />
        <TextField form={form} name="name" label="Name (optional)" autoComplete="name" maxLength={100} />
        <SelectField
          key={String(inBrowser)}
          form={form}
          name="time_zone"
          label="Time zone"
          hint="So that mails come in your morning."
          defaultValue={inBrowser ? browserTimeZone() : undefined}
        >
          {(inBrowser ? timeZones(browserTimeZone()) : []).map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </SelectField>
        <div>
          <Submit form={form}>Register</Submit>
        </div>
      </FormBox>
    </Narrow>
  );
}
