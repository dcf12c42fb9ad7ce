import type { Metadata } from "next";
import { UnsubscribeForm } from "@/features/alerts";

export const metadata: Metadata = {
  title: "No more mails · Housing Trends",
  description: "End the mails of an alert.",
  robots: { index: false },
};

export default function Page() {
  return <UnsubscribeForm />;
}
