import type { Metadata } from "next";
import { ScreenerPage } from "@/features/screener";

export const metadata: Metadata = {
  title: "Screener · Housing Trends",
  description:
    "Find each US ZIP code, county, metro area or state that meets conditions on home values, rents and incomes, " +
    "and see what such places did next.",
};

export default function Page() {
  return <ScreenerPage />;
}
