import type { Metadata } from "next";
import { ResetForm } from "@/features/sign-in";

export const metadata: Metadata = { title: "A new password · Housing Trends" };

export default function Page() {
  return <ResetForm />;
}
