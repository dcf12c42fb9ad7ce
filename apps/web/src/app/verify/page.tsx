import type { Metadata } from "next";
import { VerifyForm } from "@/features/sign-in";

export const metadata: Metadata = {
  title: "Confirm your address · Housing Trends",
  description: "Confirm the mail address of your account.",
  robots: { index: false },
};

export default function Page() {
  return <VerifyForm />;
}
