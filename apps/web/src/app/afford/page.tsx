import type { Metadata } from "next";
import { AffordPage } from "@/features/affordability";

export const metadata: Metadata = {
  title: "What a home costs · Housing Trends",
  description:
    "What a home costs your household a month in any US place, as a share of income, and what income it would take.",
};

export default function Page() {
  return <AffordPage />;
}
