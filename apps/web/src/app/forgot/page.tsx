import type { Metadata } from "next";
import { ForgotForm } from "@/features/sign-in";

export const metadata: Metadata = {
  title: "A new password · Housing Trends",
  description: "Ask for a mail that lets you choose a new password.",
  robots: { index: false },
};

export default function Page() {
  return <ForgotForm />;
}
