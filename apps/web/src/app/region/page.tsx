import type { Metadata } from "next";
import { RegionPage } from "@/features/region";

export const metadata: Metadata = {
  title: "Place · Housing Trends",
  description:
    "Home values, rents and the market of one place: trend, forecast, revisions, rank, and the source of each number.",
};

/** One exported page for every place: the server answers /region/<id> with it, the id is read from the address. */
export default function Page() {
  return <RegionPage />;
}
