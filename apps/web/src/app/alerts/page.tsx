import type { Metadata } from "next";
import { AlertsPage } from "@/features/alerts";

export const metadata: Metadata = {
  title: "Alerts · Housing Trends",
  description:
    "Rules that send a mail when a housing number of a place crosses a line, with every mail they would have sent.",
  robots: { index: false },
};

export default function Page() {
  return <AlertsPage />;
}
