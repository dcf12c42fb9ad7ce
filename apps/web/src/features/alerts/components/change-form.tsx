"use client";
// What may change of an alert: its name and its numbers (those of a screen stand in its condition). Another place or
// metric is another alert.

import type { Alert, Delivery } from "@/shared/api/contract";
import { FormBox, SelectField, Submit, TextField } from "@/shared/form/form";
import { Mistakes, useForm } from "@/shared/form/use-form";
import { ask } from "@/shared/session/ask";
import { checkNumbers } from "../request";
import { kDeliveries } from "../words";
import styles from "./alert-form.module.css";

export function ChangeForm({ alert, onChanged }: { alert: Alert; onChanged: () => void }) {
  const isScreen = alert.screen !== null;
  const form = useForm(async (values) => {
    const numbers = checkNumbers({
      threshold: isScreen ? "0" : values.text("threshold"),
      hysteresis: isScreen ? "0" : values.text("hysteresis"),
      cooldown: values.text("cooldown"),
    });
    if ("wrong" in numbers) throw new Mistakes(numbers.wrong);
    const { cooldown } = numbers.good;
    const delivery = values.text("delivery") as Delivery;
    await ask("PATCH", "/api/v1/alerts/{id}", {
      path: { id: alert.id },
      body: { name: values.text("name").trim(), delivery, ...(isScreen ? { cooldown } : numbers.good) },
    });
    onChanged();
    return "Changed.";
  });
  return (
    <FormBox form={form} testId="change-alert-form" label="Change the alert">
      <div className={styles.grid}>
        {isScreen ? null : (
          <>
            <TextField
              form={form}
              name="threshold"
              testId="change-threshold"
              label="Threshold"
              inputMode="decimal"
              autoComplete="off"
              defaultValue={String(alert.threshold)}
              autoFocus
              required
            />
            <TextField
              form={form}
              name="hysteresis"
              testId="change-hysteresis"
              label="Must come back by"
              inputMode="decimal"
              autoComplete="off"
              defaultValue={String(alert.hysteresis)}
            />
          </>
        )}
        <TextField
          form={form}
          name="cooldown"
          testId="change-cooldown"
          label="Silent for (days)"
          inputMode="numeric"
          autoComplete="off"
          defaultValue={String(alert.cooldown)}
        />
        <SelectField
          form={form}
          name="delivery"
          testId="change-delivery"
          label="Tell me by"
          defaultValue={alert.delivery}
        >
          {kDeliveries.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <TextField
          form={form}
          name="name"
          testId="change-name"
          label="Name (optional)"
          autoComplete="off"
          defaultValue={alert.name}
          maxLength={100}
        />
      </div>
      <div>
        <Submit form={form}>Save the change</Submit>
      </div>
    </FormBox>
  );
}
