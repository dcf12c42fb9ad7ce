import type { Metadata } from "next";
import { MapPage } from "@/features/map-page";

export const metadata: Metadata = {
  title: "Map · Housing Trends",
  description:
    "Home values, rents, permits and other housing measures of every US state, county, metro area and ZIP code on a map, month by month.",
};

export default function Page() {
  return <MapPage />;
}
