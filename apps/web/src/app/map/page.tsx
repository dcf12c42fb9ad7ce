import type { Metadata } from "next";
import { MapPage } from "@/features/map-page";

export const metadata: Metadata = {
  title: "Map · Housing Trends",
  description:
    "Home values, rents, permits and more of every US state, county, metro area and ZIP code, month by month.",
};

export default function Page() {
  return <MapPage />;
}
