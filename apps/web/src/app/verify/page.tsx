import type { Metadata } from "next";
import { VerifyForm } from "@/features/sign-in";

export const metadata: Metadata = { title: "Confirm your address · Housing Trends" };

export default function Page() {
  return <VerifyForm />;
}
