import type { Metadata } from "next";
import { ExportsPage } from "@/features/exports";

export const metadata: Metadata = {
  title: "Exports · Housing Trends",
  description: "Whole tables of housing data to download, made in the background.",
  robots: { index: false },
};

export default function Page() {
  return <ExportsPage />;
}
