import type { Metadata } from "next";
import { AffordPage } from "@/features/affordability";

export const metadata: Metadata = {
  title: "What a home costs · Housing Trends",
  description:
    "What a home costs your household a month in any US place: mortgage, tax and insurance, its share of income, and the income, price, rate or down payment it would take.",
};

export default function Page() {
  return <AffordPage />;
}
