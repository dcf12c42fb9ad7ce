import type { Metadata } from "next";
import { ExportsPage } from "@/features/exports";

export const metadata: Metadata = { title: "Exports · Housing Trends" };

export default function Page() {
  return <ExportsPage />;
}
