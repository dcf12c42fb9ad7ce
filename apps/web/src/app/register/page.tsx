import type { Metadata } from "next";
import { RegisterForm } from "@/features/sign-in";

export const metadata: Metadata = {
  title: "Register · Housing Trends",
  description: "Make an account to watch places, save charts and be told of changes by mail. The data needs none.",
  robots: { index: false },
};

export default function Page() {
  return <RegisterForm />;
}
