import type { Metadata } from "next";
import { AccountPage } from "@/features/account";

export const metadata: Metadata = {
  title: "Account · Housing Trends",
  description: "Your name, password, second factor, sessions and API keys at Housing Trends.",
  robots: { index: false },
};

export default function Page() {
  return <AccountPage />;
}
