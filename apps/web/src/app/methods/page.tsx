import type { Metadata } from "next";
import { MethodsPage } from "@/features/methods";

export const metadata: Metadata = {
  title: "Methods · Housing Trends",
  description:
    "Every formula with its source and a published worked example, computed as the page is opened and compared with what the source prints.",
};

export default function Page() {
  return <MethodsPage />;
}
