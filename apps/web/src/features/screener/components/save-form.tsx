"use client";
// The form that saves a screen. Loaded when it is asked for.

import { Submit, FormBox, TextField } from "@/shared/form/form";
import { useForm } from "@/shared/form/use-form";
import { ask } from "@/shared/session/ask";
import type { ScreenView } from "../view-state";

const kMaxName = 100;

interface Props {
  view: ScreenView;
  name: string;
  /** Where it opens again. */
  address: string;
}

export default function SaveForm({ view: { level, within, where }, name, address }: Props) {
  const form = useForm(async (values) => {
    const screen = { type: level, within: within ?? "us", where };
    await ask("POST", "/api/v1/saved-searches", {
      body: { name: values.text("name").trim(), body: { address, q: where, screen } },
    });
    return "Saved.";
  });
  return (
    <FormBox form={form} testId="save-form" label="Save this screen">
      <TextField
        form={form}
        name="name"
        testId="screen-name"
        label="Name"
        hint={
          <>
            It is listed under <a href="/saved">your saved things</a> and opens as it is now.
          </>
        }
        defaultValue={name.slice(0, kMaxName)}
        maxLength={kMaxName}
        autoComplete="off"
        required
        autoFocus
      />
      <div>
        <Submit form={form}>Save</Submit>
      </div>
    </FormBox>
  );
}
