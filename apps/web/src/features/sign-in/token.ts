"use client";
// The token a link in a mail carries in its address.

import { useAddress } from "@/shared/state/address";

/** null while it is not known yet; "" when the address carries none. */
export function useToken(): string | null {
  const address = useAddress();
  return address === null ? null : (new URLSearchParams(address.split("?")[1] ?? "").get("token") ?? "");
}
