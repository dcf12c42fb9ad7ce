"use client";
// Where links in mails lead. What they do needs a press: programs that look into mails open links too, and each is
// good once.

import { useState } from "react";
import { FormBox, Submit } from "@/shared/form/form";
import { useForm } from "@/shared/form/use-form";
import { ask } from "@/shared/session/ask";
import { signInAddress } from "@/shared/session/session";
import { useToken } from "../token";
import { Narrow } from "./narrow";

export function NoToken({ title }: { title: string }) {
  return (
    <Narrow title={title} after={<a href="/sign-in">Go to signing in</a>}>
      <p role="alert" data-testid="no-token">
        This address is not complete. Open the link in the mail again, all of it.
      </p>
    </Narrow>
  );
}

interface Props {
  title: string;
  words: string;
  button: string;
  path: "/api/v1/auth/verify" | "/api/v1/auth/confirm-email";
  done: string;
  testId: string;
  next: { href: string; name: string };
}

function MailLink({ title, words, button, path, done, testId, next }: Props) {
  const token = useToken();
  const [used, setUsed] = useState(false);
  const form = useForm(async () => {
    await ask("POST", path, { body: { token: token ?? "" } });
    setUsed(true);
    return undefined;
  });
  if (token === "") return <NoToken title={title} />;
  return (
    <Narrow title={title}>
      {used ? (
        <div role="status" data-testid={`${testId}-done`}>
          <p>{done}</p>
          <p>
            <a href={next.href}>{next.name}</a>
          </p>
        </div>
      ) : (
        <FormBox form={form} testId={`${testId}-form`}>
          <p>{words}</p>
          <div>
            <Submit form={form}>{button}</Submit>
          </div>
        </FormBox>
      )}
    </Narrow>
  );
}

export function VerifyForm() {
  return (
    <MailLink
      title="Confirm your address"
      words="One press, and the account is ready."
      button="Confirm this address"
      path="/api/v1/auth/verify"
      done="Your address is confirmed."
      testId="verify"
      next={{ href: "/sign-in", name: "Sign in" }}
    />
  );
}

export function ConfirmEmailForm() {
  return (
    <MailLink
      title="Confirm your new address"
      words="From then on we write to this address, and you sign in with it."
      button="Confirm the new address"
      path="/api/v1/auth/confirm-email"
      done="Your address is changed."
      testId="confirm-email"
      next={{ href: signInAddress("/account"), name: "Sign in with it" }}
    />
  );
}
