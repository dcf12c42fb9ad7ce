import type { Metadata } from "next";
import { ResetForm } from "@/features/sign-in";

export const metadata: Metadata = {
  title: "A new password · Housing Trends",
  description: "Choose a new password.",
  robots: { index: false },
};

export default function Page() {
  return <ResetForm />;
}
