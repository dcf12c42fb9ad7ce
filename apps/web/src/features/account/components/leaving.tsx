"use client";
// Taking one's data along, and going. The account stays for a while before it is gone, and can be had back.

import { FormBox, Submit } from "@/shared/form/form";
import { useForm } from "@/shared/form/use-form";
import { formatTime } from "@/shared/format/time";
import { ask } from "@/shared/session/ask";
import { askSession, type Person } from "@/shared/session/session";
import { Action } from "@/shared/ui/action";
import { Section } from "@/shared/ui/section";
import { PresentPassword } from "./credentials";

export function Leaving({ person }: { person: Person }) {
  const form = useForm(async (values) => {
    await ask("DELETE", "/api/v1/me", { body: { password: values.text("password") } });
    await askSession();
    return undefined;
  });
  async function restore(): Promise<void> {
    await ask("POST", "/api/v1/me/restore");
    await askSession();
  }
  return (
    <>
      <Section title="Your data" hint="All we keep about you, as JSON." testId="my-data">
        <div>
          <a className="button" href="/api/v1/me/export" download data-testid="download-my-data">
            Download my data
          </a>
        </div>
      </Section>
      <Section title="Delete the account" testId="leaving">
        {person.delete_after ? (
          <>
            <p data-testid="delete-after">
              The account and everything in it will be gone after{" "}
              <strong>{formatTime(person.delete_after, person.time_zone)}</strong>. Until then you can keep it.
            </p>
            <div>
              <Action act={restore} testId="restore">
                Keep my account
              </Action>
            </div>
          </>
        ) : (
          <FormBox form={form} testId="delete-form" label="Delete the account">
            <p>
              Alerts, lists, notes, keys and the account itself. You have some days to change your mind; after that
              nothing brings it back.
            </p>
            <PresentPassword form={form} name="password" />
            <div>
              <Submit form={form}>Delete my account</Submit>
            </div>
          </FormBox>
        )}
      </Section>
    </>
  );
}
