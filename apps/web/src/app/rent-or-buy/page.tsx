import type { Metadata } from "next";
import { RentOrBuyPage } from "@/features/rent-or-buy";

export const metadata: Metadata = {
  title: "Rent or buy · Housing Trends",
  description:
    "What renting and buying a home cost over a stay in any US place, the growth, length of stay and rent at which they cost the same, and how values and rents grew there before.",
};

export default function Page() {
  return <RentOrBuyPage />;
}
