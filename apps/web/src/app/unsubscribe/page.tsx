import type { Metadata } from "next";
import { UnsubscribeForm } from "@/features/alerts";

export const metadata: Metadata = { title: "No more mails · Housing Trends" };

export default function Page() {
  return <UnsubscribeForm />;
}
