"use client";

import { useState } from "react";
import { ask } from "@/shared/session/ask";
import { useAddress } from "@/shared/state/address";
import { Action } from "@/shared/ui/action";

/** Keeps the search in the address. */
export default function SaveSearch() {
  const address = useAddress() ?? "";
  const q = new URLSearchParams(address.split("?")[1] ?? "").get("q")?.trim() ?? "";
  const [saved, setSaved] = useState<string | null>(null);
  if (q === "") return null;
  async function save(): Promise<void> {
    await ask("POST", "/api/v1/saved-searches", { body: { name: q, body: { address, q } } });
    setSaved(q);
  }
  return (
    <p>
      {saved === q ? (
        <span role="status">
          Saved. <a href="/saved">Your saved searches</a>
        </span>
      ) : (
        <Action act={save} testId="save-search">
          Save this search
        </Action>
      )}
    </p>
  );
}
