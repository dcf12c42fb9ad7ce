"use client";

import type { Digest } from "@/shared/api/contract";
import { Buttons, CheckField, FormBox, SelectField, Submit, TextField } from "@/shared/form/form";
import { useForm } from "@/shared/form/use-form";
import { browserTimeZone, timeZones } from "@/shared/format/time";
import { ask } from "@/shared/session/ask";
import type { Person } from "@/shared/session/session";
import { Action } from "@/shared/ui/action";
import { Section } from "@/shared/ui/section";
import { changeMe } from "../change";

const kDigests = [
  ["off", "None"],
  ["daily", "Every day"],
  ["weekly", "Every week"],
  ["monthly", "Every month"],
] as const;

export function Profile({ person }: { person: Person }) {
  const form = useForm(async (values) => {
    await changeMe({
      name: values.text("name"),
      time_zone: values.text("time_zone"),
      digest: values.text("digest") as Digest,
      keeps_searches: values.is("keeps_searches"),
    });
    return "Saved.";
  });
  const here = browserTimeZone();
  return (
    <Section title="Profile" testId="profile">
      <FormBox form={form} testId="profile-form" label="Profile">
        <TextField
          form={form}
          name="name"
          label="Name"
          autoComplete="name"
          defaultValue={person.name}
          maxLength={100}
        />
        <SelectField
          form={form}
          name="time_zone"
          label="Time zone"
          hint={here === person.time_zone ? "Digests come in its morning." : `This browser is in ${here}.`}
          defaultValue={person.time_zone}
        >
          {timeZones(person.time_zone).map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </SelectField>
        <SelectField
          form={form}
          name="digest"
          label="Digest by mail"
          hint="What your alerts found, in one mail. Only alerts that go into the digest are in it."
          defaultValue={person.digest}
        >
          {kDigests.map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <CheckField
          form={form}
          name="keeps_searches"
          label="Keep my search history"
          hint="The places you looked for last are offered on the first page, on every device."
          defaultChecked={person.keeps_searches}
        />
        <Buttons>
          <Submit form={form}>Save</Submit>
          <Action act={() => ask("DELETE", "/api/v1/me/searches")} sure="Forget all searches" testId="forget-searches">
            Forget my search history…
          </Action>
        </Buttons>
      </FormBox>
    </Section>
  );
}
