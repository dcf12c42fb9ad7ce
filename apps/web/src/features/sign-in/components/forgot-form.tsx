"use client";

import { useState } from "react";
import { FormBox, Submit, TextField } from "@/shared/form/form";
import { useForm } from "@/shared/form/use-form";
import { ask } from "@/shared/session/ask";
import { Narrow } from "./narrow";

export function ForgotForm() {
  const [sent, setSent] = useState(false);
  const form = useForm(async (values) => {
    await ask("POST", "/api/v1/auth/forgot", { body: { email: values.text("email") } });
    setSent(true);
    return undefined;
  });
  return (
    <Narrow title="A new password" after={<a href="/sign-in">Back to signing in</a>}>
      {sent ? (
        <p role="status" data-testid="mail-sent">
          If there is an account with this address, we wrote to it. The link in the mail is good for two hours.
        </p>
      ) : (
        <FormBox form={form} testId="forgot-form">
          <TextField
            form={form}
            name="email"
            label="Mail address"
            hint="We send a link to choose a new password."
            type="email"
            autoComplete="username"
            required
          />
          <div>
            <Submit form={form}>Send the link</Submit>
          </div>
        </FormBox>
      )}
    </Narrow>
  );
}
