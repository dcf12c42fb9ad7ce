import type { Metadata } from "next";
import { ConfirmEmailForm } from "@/features/sign-in";

export const metadata: Metadata = { title: "Confirm your new address · Housing Trends" };

export default function Page() {
  return <ConfirmEmailForm />;
}
