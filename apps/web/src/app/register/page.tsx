import type { Metadata } from "next";
import { RegisterForm } from "@/features/sign-in";

export const metadata: Metadata = { title: "Register · Housing Trends" };

export default function Page() {
  return <RegisterForm />;
}
