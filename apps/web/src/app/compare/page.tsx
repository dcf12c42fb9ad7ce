import type { Metadata } from "next";
import { ComparePage } from "@/features/compare";

export const metadata: Metadata = {
  title: "Compare places · Housing Trends",
  description:
    "Up to five US places side by side: home values, rents and growth, with rank, own history and margins of error.",
};

export default function Page() {
  return <ComparePage />;
}
