"use client";
// For who runs this installation. Others see that there is nothing here, as the API tells them too.

import { SignedIn } from "@/shared/session/signed-in";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { Audit } from "./audit";
import { ClosedAddresses } from "./closed-addresses";
import { Imports } from "./imports";
import { People } from "./people";
import { Queues } from "./queues";

export function AdminPage() {
  return (
    <SignedIn title="Admin">
      {(person) =>
        person.second_factor_needed ? (
          <div data-testid="factor-needed">
            <EmptyNotice title="Set up a second factor first">
              <p>
                Who runs this installation asks it of every admin. <a href="/account">Set it up</a> with an app on your
                phone, then come back.
              </p>
            </EmptyNotice>
          </div>
        ) : person.role === "admin" ? (
          <>
            <Imports person={person} />
            <People person={person} />
            <Queues person={person} />
            <ClosedAddresses />
            <Audit person={person} />
          </>
        ) : (
          <div data-testid="no-admin">
            <EmptyNotice title="There is nothing for you here">
              <p>These pages are for who runs this installation.</p>
            </EmptyNotice>
          </div>
        )
      }
    </SignedIn>
  );
}
