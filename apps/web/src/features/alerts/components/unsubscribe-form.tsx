"use client";
// The end of mails, for whoever has the link of one. Nobody has to sign in for that.

import { useState } from "react";
import { FormBox, Submit } from "@/shared/form/form";
import { useForm } from "@/shared/form/use-form";
import { ask } from "@/shared/session/ask";
import { useAddress } from "@/shared/state/address";
import styles from "./unsubscribe-form.module.css";

export function UnsubscribeForm() {
  const address = useAddress();
  const token = address === null ? null : (new URLSearchParams(address.split("?")[1] ?? "").get("token") ?? "");
  const [ended, setEnded] = useState(false);
  const form = useForm(async () => {
    await ask("POST", "/api/v1/unsubscribe", { query: { token: token ?? "" } });
    setEnded(true);
    return undefined;
  });
  return (
    <div className={styles.box}>
      <h1>No more of these mails</h1>
      {token === "" ? (
        <p role="alert" data-testid="no-token">
          This address is not complete. Open the link in the mail again, all of it.
        </p>
      ) : ended ? (
        <p role="status" data-testid="unsubscribed">
          It is done: no more mails of this kind come. What your alerts find is still told{" "}
          <a href="/notifications">here</a>.
        </p>
      ) : (
        <FormBox form={form} testId="unsubscribe-form">
          <p>One press ends the mails of the kind you came from. Others go on.</p>
          <div>
            <Submit form={form}>Send me no more of these</Submit>
          </div>
        </FormBox>
      )}
    </div>
  );
}
