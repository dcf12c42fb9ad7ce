import type { Metadata } from "next";
import { ConfirmEmailForm } from "@/features/sign-in";

export const metadata: Metadata = {
  title: "Confirm your new address · Housing Trends",
  description: "Confirm the new mail address of your account.",
  robots: { index: false },
};

export default function Page() {
  return <ConfirmEmailForm />;
}
