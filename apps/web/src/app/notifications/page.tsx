import type { Metadata } from "next";
import { NotificationsPage } from "@/features/notifications";

export const metadata: Metadata = {
  title: "Notifications · Housing Trends",
  description: "What your alerts have said.",
  robots: { index: false },
};

export default function Page() {
  return <NotificationsPage />;
}
