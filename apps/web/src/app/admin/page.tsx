import type { Metadata } from "next";
import { AdminPage } from "@/features/admin";

export const metadata: Metadata = {
  title: "Admin · Housing Trends",
  description: "People, queues and the audit of this installation.",
  robots: { index: false },
};

export default function Page() {
  return <AdminPage />;
}
