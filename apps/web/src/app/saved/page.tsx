import type { Metadata } from "next";
import { SavedPage } from "@/features/saved";

export const metadata: Metadata = {
  title: "Saved · Housing Trends",
  description: "The charts and searches you saved.",
  robots: { index: false },
};

export default function Page() {
  return <SavedPage />;
}
