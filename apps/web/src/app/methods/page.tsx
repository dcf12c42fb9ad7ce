import type { Metadata } from "next";
import { MethodsPage } from "@/features/methods";

export const metadata: Metadata = {
  title: "Methods · Housing Trends",
  description: "Every formula with its source and a worked example, computed as the page is opened and compared.",
};

export default function Page() {
  return <MethodsPage />;
}
