import type { Metadata } from "next";
import { ComparePage } from "@/features/compare";

export const metadata: Metadata = {
  title: "Compare places · Housing Trends",
  description:
    "Up to five US places side by side: home values, rents, growth and other measures with rank, own history and margins of error, as a table, a chart and a download.",
};

export default function Page() {
  return <ComparePage />;
}
