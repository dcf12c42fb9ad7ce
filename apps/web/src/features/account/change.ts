// Changing one's own account: every change answers with the account as it is then.

import { ask } from "@/shared/session/ask";
import { setSession, type Person } from "@/shared/session/session";

export async function changeMe(change: Record<string, unknown>): Promise<Person> {
  const { user, csrf } = await ask<{ user: Person; csrf: string }>("PATCH", "/api/v1/me", change);
  setSession({ person: user, csrf });
  return user;
}
