"use client";

import { address } from "@/shared/api/address";
import { SignedIn } from "@/shared/session/signed-in";
import { useMine } from "@/shared/session/use-mine";
import { useAddress } from "@/shared/state/address";
import { Section } from "@/shared/ui/section";
import { AlertForm } from "./alert-form";
import { screenIn } from "../screen";
import { AlertList } from "./alert-list";
import { ScreenForm } from "./screen-form";

export function AlertsPage() {
  return <SignedIn title="Alerts">{() => <Alerts />}</SignedIn>;
}

function Alerts() {
  const mine = useMine(address("/api/v1/alerts"));
  const search = (useAddress() ?? "").split("?")[1] ?? "";
  const query = new URLSearchParams(search);
  const screen = screenIn(search);
  return (
    <>
      <AlertList {...mine} />
      {screen ? (
        <Section
          title="New alert on a screen"
          hint="The rehearsal looks at past publications as they were known on their day."
          testId="new-screen-alert"
        >
          <ScreenForm key={search} screen={screen} onMade={mine.reload} />
        </Section>
      ) : (
        <Section
          title="New alert"
          hint="Say where, what and when. The rehearsal shows what it would have told you in the last ten years."
          testId="new-alert"
        >
          <AlertForm
            key={search}
            region={query.get("region")}
            metric={query.get("metric")}
            list={query.get("list")}
            onMade={mine.reload}
          />
        </Section>
      )}
    </>
  );
}
