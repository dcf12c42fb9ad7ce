import type { Metadata } from "next";
import { AdminPage } from "@/features/admin";

export const metadata: Metadata = { title: "Admin · Housing Trends" };

export default function Page() {
  return <AdminPage />;
}
