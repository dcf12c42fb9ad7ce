"use client";

import { SignedIn } from "@/shared/session/signed-in";
import { ApiKeys } from "./api-keys";
import { EmailSection, PasswordSection } from "./credentials";
import { Leaving } from "./leaving";
import { Profile } from "./profile";
import { SecondFactor } from "./second-factor";
import { Sessions } from "./sessions";

export function AccountPage() {
  return (
    <SignedIn title="Account">
      {(person) => (
        <>
          <Profile person={person} />
          <EmailSection person={person} />
          <PasswordSection person={person} />
          <SecondFactor person={person} />
          <Sessions person={person} />
          <ApiKeys person={person} />
          <Leaving person={person} />
        </>
      )}
    </SignedIn>
  );
}
