import type { Metadata } from "next";
import { ForgotForm } from "@/features/sign-in";

export const metadata: Metadata = { title: "A new password · Housing Trends" };

export default function Page() {
  return <ForgotForm />;
}
