import type { Metadata } from "next";
import { SavedPage } from "@/features/saved";

export const metadata: Metadata = { title: "Saved · Housing Trends" };

export default function Page() {
  return <SavedPage />;
}
