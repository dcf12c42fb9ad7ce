"use client";

import { useState } from "react";
import { FormBox, PasswordField, Submit } from "@/shared/form/form";
import { useForm } from "@/shared/form/use-form";
import { ask } from "@/shared/session/ask";
import { useToken } from "../token";
import { NoToken } from "./mail-link";
import { Narrow } from "./narrow";

export function ResetForm() {
  const token = useToken();
  const [changed, setChanged] = useState(false);
  const form = useForm(async (values) => {
    await ask("POST", "/api/v1/auth/reset", { body: { token: token ?? "", password: values.text("password") } });
    setChanged(true);
    return undefined;
  });
  if (token === "") return <NoToken title="A new password" />;
  return (
    <Narrow title="Choose a new password" after={<a href="/forgot">Ask for another link</a>}>
      {changed ? (
        <div role="status" data-testid="reset-done">
          <p>The password is changed, and every device is signed out.</p>
          <p>
            <a href="/sign-in">Sign in</a>
          </p>
        </div>
      ) : (
        <FormBox form={form} testId="reset-form">
          <PasswordField form={form} name="password" label="New password" fresh />
          <div>
            <Submit form={form}>Change the password</Submit>
          </div>
        </FormBox>
      )}
    </Narrow>
  );
}
