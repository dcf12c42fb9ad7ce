import type { Metadata } from "next";
import { RankingsPage } from "@/features/rankings";

export const metadata: Metadata = {
  title: "Rankings · Housing Trends",
  description:
    "States, metro areas, counties and ZIP codes in order of home values, rents, growth and more, for any month.",
};

export default function Page() {
  return <RankingsPage />;
}
