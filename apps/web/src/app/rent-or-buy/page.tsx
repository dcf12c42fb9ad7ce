import type { Metadata } from "next";
import { RentOrBuyPage } from "@/features/rent-or-buy";

export const metadata: Metadata = {
  title: "Rent or buy · Housing Trends",
  description:
    "What renting and buying cost over a stay in any US place, and at what growth, stay and rent they cost the same.",
};

export default function Page() {
  return <RentOrBuyPage />;
}
