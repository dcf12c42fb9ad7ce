import type { Metadata } from "next";
import { SignInForm } from "@/features/sign-in";

export const metadata: Metadata = { title: "Sign in · Housing Trends" };

export default function Page() {
  return <SignInForm />;
}
