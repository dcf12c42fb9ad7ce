import type { Metadata } from "next";
import { WatchlistPage } from "@/features/saved";

export const metadata: Metadata = { title: "Watchlist · Housing Trends" };

export default function Page() {
  return <WatchlistPage />;
}
