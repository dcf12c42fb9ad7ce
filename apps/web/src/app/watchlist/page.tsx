import type { Metadata } from "next";
import { WatchlistPage } from "@/features/saved";

export const metadata: Metadata = {
  title: "Watchlist · Housing Trends",
  description: "The places you watch, list by list.",
  robots: { index: false },
};

export default function Page() {
  return <WatchlistPage />;
}
