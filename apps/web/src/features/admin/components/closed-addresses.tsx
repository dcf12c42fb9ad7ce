"use client";
// Addresses no mail is sent to: those that bounced or complained, and those an operator names.

import { Buttons, FormBox, Submit, TextField } from "@/shared/form/form";
import { useForm, type Values } from "@/shared/form/use-form";
import { ask } from "@/shared/session/ask";
import { Section } from "@/shared/ui/section";

export function ClosedAddresses() {
  const form = useForm(async (values) => {
    const email = values.text("email").trim();
    await ask("POST", "/api/v1/admin/closed-addresses", { body: { email } });
    return `No mail goes to ${email} any more.`;
  });
  async function open(values: Values): Promise<string> {
    const email = values.text("email").trim();
    await ask("DELETE", "/api/v1/admin/closed-addresses/{email}", { path: { email } });
    return `Mail goes to ${email} again.`;
  }
  return (
    <Section title="Closed addresses" hint="No mail is sent to a closed address." testId="closed-addresses">
      <FormBox form={form} testId="closed-address-form" label="Close or open an address">
        <TextField
          form={form}
          name="email"
          testId="closed-email"
          label="Mail address"
          type="email"
          autoComplete="off"
          required
        />
        <Buttons>
          <Submit form={form}>Close it</Submit>
          <button type="button" className="button" aria-disabled={form.busy} onClick={() => form.run(open)}>
            Open it again
          </button>
        </Buttons>
      </FormBox>
    </Section>
  );
}
