"use client";
// A new alert on a screen: places of a kind, in an area, that meet a condition. It tells of those that newly meet it.

import { useState } from "react";
import type { AlertForm, AlertScreen, Delivery, ScreenRehearsal } from "@/shared/api/contract";
import { FormBox, SelectField, TextField } from "@/shared/form/form";
import { parseWhole } from "@/shared/form/number";
import { Mistakes, useForm, type Values } from "@/shared/form/use-form";
import { formatCount } from "@/shared/format/number";
import { typePlural } from "@/shared/format/words";
import { ask } from "@/shared/session/ask";
import { useLabels } from "@/shared/state/use-labels";
import { screenerAddress } from "../screen";
import { kDeliveries } from "../words";
import { FormButtons } from "./form-buttons";
import { ScreenRehearsalTable } from "./screen-rehearsal";
import styles from "./alert-form.module.css";

export function ScreenForm({ screen, onMade }: { screen: AlertScreen; onMade: () => void }) {
  const { type, within } = screen;
  const labelOf = useLabels(within ? [within] : []);
  const [rehearsal, setRehearsal] = useState<ScreenRehearsal | null>(null);

  function requestOf(values: Values): AlertForm {
    const typed = values.text("cooldown").trim();
    const cooldown = typed === "" ? 0 : parseWhole(typed);
    if (cooldown === null) throw new Mistakes({ cooldown: "Write a whole number of days." });
    return { name: values.text("name").trim(), screen, cooldown, delivery: values.text("delivery") as Delivery };
  }
  async function rehearse(values: Values): Promise<undefined> {
    const answer = await ask("POST", "/api/v1/alerts/rehearse", { body: requestOf(values) });
    if ("mails" in answer) setRehearsal(answer);
    return undefined;
  }
  const form = useForm(async (values) => {
    const { text, matched } = await ask("POST", "/api/v1/alerts", { body: requestOf(values) });
    onMade();
    setRehearsal(null);
    const now = matched === 1 ? "1 place meets it" : `${formatCount(matched ?? 0)} places meet it`;
    return `Saved: ${text}. ${now} today; you hear of those that come to.`;
  });
  return (
    <>
      <div data-testid="alert-screen">
        <p>
          <strong>
            {typePlural(type)} in {within ? labelOf(within) : "the United States"}
          </strong>{" "}
          where
        </p>
        <p className={styles.condition}>
          <code>{screen.where}</code>
        </p>
        <p className="small muted">
          After each publication one message names the places that meet this and did not before.{" "}
          <a href={screenerAddress(screen)}>Look at the screen, or change it</a>
        </p>
      </div>
      <FormBox form={form} testId="screen-alert-form" label="New alert on a screen">
        <div className={styles.grid}>
          <SelectField form={form} name="delivery" testId="screen-delivery" label="Tell me by" defaultValue="mail">
            {kDeliveries.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <TextField
            form={form}
            name="cooldown"
            testId="screen-cooldown"
            label="Silent for (days)"
            hint="About a place it named, in days of the data."
            inputMode="numeric"
            autoComplete="off"
            defaultValue="0"
          />
          <TextField
            form={form}
            name="name"
            testId="screen-alert-name"
            label="Name (optional)"
            autoComplete="off"
            maxLength={100}
          />
        </div>
        <FormButtons
          form={form}
          rehearse={rehearse}
          words="Rehearse past publications"
          rehearseTestId="rehearse-screen"
          saveTestId="save-screen-alert"
        />
      </FormBox>
      {rehearsal ? <ScreenRehearsalTable rehearsal={rehearsal} type={type} /> : null}
    </>
  );
}
