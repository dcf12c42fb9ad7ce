"use client";
// A new alert: where, what, when, how. It is rehearsed with the same request it is made with.

import { useState } from "react";
import type { AlertForm as AlertRequest, Rehearsal } from "@/shared/api/contract";
import { questions } from "@/shared/api/questions";
import { useAnswer } from "@/shared/api/use-answer";
import { FormBox, SelectField, TextField } from "@/shared/form/form";
import { Mistakes, useForm, type Values } from "@/shared/form/use-form";
import { ask } from "@/shared/session/ask";
import { useSession } from "@/shared/session/use-session";
import { useLabels } from "@/shared/state/use-labels";
import { alertRequest, thresholdUnit } from "../request";
import { kDeliveries, kOps, kTransforms } from "../words";
import { FormButtons } from "./form-buttons";
import { MetricOptions } from "./metric-options";
import { RehearsalTable } from "./rehearsal-table";
import { Where, type Place } from "./where";
import styles from "./alert-form.module.css";

interface Props {
  region: string | null;
  metric: string | null;
  list: string | null;
  onMade: () => void;
}

const kDefaultMetric = "home_value";

interface Rehearsed {
  request: AlertRequest;
  rehearsal: Rehearsal;
}

export function AlertForm({ region, metric: wanted, list, onMade }: Props) {
  const labelOf = useLabels(region === null ? [] : [region]);
  const [where, setWhere] = useState<"place" | "list">(list === null ? "place" : "list");
  const [picked, setPicked] = useState<Place | null | undefined>(undefined);
  const given = region === null ? null : { id: region, label: labelOf(region) };
  const place = picked === undefined ? given : picked;
  const catalogue = useAnswer(questions.metrics());
  const metrics = (catalogue.data?.metrics ?? []).filter(({ coverage }) => coverage !== null);
  const [chosen, setMetric] = useState(wanted ?? kDefaultMetric);
  const [transform, setTransform] = useState("level");
  const [op, setOp] = useState("above");
  const [delivery, setDelivery] = useState("mail");
  const digest = useSession()?.person.digest;
  const noDigest = delivery === "digest" && digest === "off";
  const [rehearsed, setRehearsed] = useState<Rehearsed | null>(null);
  const metric = metrics.find(({ id }) => id === chosen);

  function requestOf(values: Values): AlertRequest {
    const text = (name: string) => values.text(name);
    const checked = alertRequest({
      name: text("name"),
      where,
      region: place?.id ?? null,
      list: text("watchlist"),
      metric: text("metric"),
      transform: text("transform"),
      op: text("op"),
      threshold: text("threshold"),
      hysteresis: text("hysteresis"),
      cooldown: text("cooldown"),
      delivery: text("delivery"),
    });
    if ("wrong" in checked) throw new Mistakes(checked.wrong);
    return checked.good;
  }
  async function rehearse(values: Values): Promise<undefined> {
    const request = requestOf(values);
    const rehearsal = await ask("POST", "/api/v1/alerts/rehearse", { body: request });
    // This form asks of places and lists; screens have one of their own (screen-form.tsx).
    if ("firings" in rehearsal) setRehearsed({ request, rehearsal });
    return undefined;
  }
  const form = useForm(async (values) => {
    const { text, now = [] } = await ask("POST", "/api/v1/alerts", { body: requestOf(values) });
    onMade();
    setRehearsed(null);
    const beyond = now.filter((standing) => standing.beyond).length;
    const already =
      beyond === 0
        ? ""
        : now.length === 1
          ? " It holds already: you hear when it ends and comes again."
          : ` It holds already for ${beyond} of ${now.length} places.`;
    return `Saved: ${text}.${already}`;
  });

  const unit = thresholdUnit(metric, transform, op);
  return (
    <>
      <FormBox form={form} testId="alert-form" label="New alert">
        <Where form={form} where={where} onWhere={setWhere} place={place} onPlace={setPicked} list={list} />
        <div className={styles.grid}>
          <SelectField
            form={form}
            name="metric"
            label="Metric"
            value={metric ? chosen : ""}
            onChange={(event) => setMetric(event.target.value)}
          >
            <MetricOptions metrics={metrics} loading={catalogue.loading} />
          </SelectField>
          <SelectField
            form={form}
            name="transform"
            label="Looked at"
            value={transform}
            onChange={(event) => setTransform(event.target.value)}
          >
            {kTransforms.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <SelectField form={form} name="op" label="When it" value={op} onChange={(event) => setOp(event.target.value)}>
            {kOps.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <TextField
            form={form}
            name="threshold"
            label={`Threshold${unit ? ` (${unit})` : ""}`}
            inputMode="decimal"
            autoComplete="off"
            required
          />
          <SelectField
            form={form}
            name="delivery"
            label="Tell me by"
            hint={
              noDigest ? (
                <>
                  You get no digest yet: <a href="/account">choose one</a>.
                </>
              ) : null
            }
            value={delivery}
            onChange={(event) => setDelivery(event.target.value)}
          >
            {kDeliveries.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <TextField form={form} name="name" label="Name (optional)" autoComplete="off" maxLength={100} />
        </div>
        <div className={styles.grid}>
          <TextField
            form={form}
            name="hysteresis"
            label="Must come back by"
            hint="How far, before it can fire again."
            inputMode="decimal"
            autoComplete="off"
            defaultValue="0"
          />
          <TextField
            form={form}
            name="cooldown"
            label="Silent for (days)"
            hint="After it fired, in days of the data."
            inputMode="numeric"
            autoComplete="off"
            defaultValue="0"
          />
        </div>
        <FormButtons
          form={form}
          rehearse={rehearse}
          words="Rehearse ten years"
          rehearseTestId="rehearse"
          saveTestId="save-alert"
        />
      </FormBox>
      {rehearsed ? (
        <RehearsalTable
          {...rehearsed}
          metric={metrics.find(({ id }) => id === rehearsed.request.metric)}
          labelOfList={rehearsed.request.watchlist}
        />
      ) : null}
    </>
  );
}
