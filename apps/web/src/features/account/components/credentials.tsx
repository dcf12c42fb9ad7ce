"use client";
// Mail address and password. Either needs the present password too.

import { FormBox, PasswordField, Submit, TextField } from "@/shared/form/form";
import { useForm, type Form } from "@/shared/form/use-form";
import type { Person } from "@/shared/session/session";
import { Section } from "@/shared/ui/section";
import { changeMe } from "../change";

export function PresentPassword({ form, name = "current_password" }: { form: Form; name?: string }) {
  return <PasswordField form={form} name={name} label="Your present password" />;
}

export function EmailSection({ person }: { person: Person }) {
  const form = useForm(async (values) => {
    const email = values.text("email");
    await changeMe({ email, current_password: values.text("current_password") });
    values.reset();
    return `We wrote to ${email}. The change comes into force with the link in that mail.`;
  });
  return (
    <Section title="Mail address" hint={<>Now {person.email}</>} testId="email-section">
      <FormBox form={form} testId="email-form" label="Mail address">
        <TextField form={form} name="email" label="New address" type="email" autoComplete="email" required />
        <PresentPassword form={form} />
        <div>
          <Submit form={form}>Change the address</Submit>
        </div>
      </FormBox>
    </Section>
  );
}

export function PasswordSection({ person }: { person: Person }) {
  const form = useForm(async (values) => {
    await changeMe({ password: values.text("password"), current_password: values.text("current_password") });
    values.reset();
    return "The password is changed. Your other devices are signed out.";
  });
  return (
    <Section title="Password" testId="password-section">
      <FormBox form={form} testId="password-form" label="Password">
        <input type="text" name="username" autoComplete="username" value={person.email} readOnly hidden />
        <PresentPassword form={form} />
        <PasswordField form={form} name="password" label="New password" fresh />
        <div>
          <Submit form={form}>Change the password</Submit>
        </div>
      </FormBox>
    </Section>
  );
}
