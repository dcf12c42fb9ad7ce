// Changing one's own account: every change answers with the account as it is then.

import type { ProfileChange } from "@/shared/api/contract";
import { ask } from "@/shared/session/ask";
import { setSession, signedIn, type Person } from "@/shared/session/session";

export async function changeMe(change: ProfileChange): Promise<Person> {
  const account = await ask("PATCH", "/api/v1/me", { body: change });
  setSession(signedIn(account));
  return account.user;
}
