import type { Metadata } from "next";
import { SignInForm } from "@/features/sign-in";

export const metadata: Metadata = {
  title: "Sign in · Housing Trends",
  description: "Sign in to your watchlist, alerts and saved charts.",
  robots: { index: false },
};

export default function Page() {
  return <SignInForm />;
}
