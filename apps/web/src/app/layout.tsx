import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import "@/shared/styles/tokens.css";
import "@/shared/styles/base.css";
import "@/shared/styles/print.css";
import { AsOfBanner } from "@/features/as-of";
import { SyntheticBanner } from "@/shared/ui/synthetic-banner";
import { Footer } from "./shell/footer";
import { Header } from "./shell/header";

export const metadata: Metadata = {
  title: "Housing Trends",
  description: "Home values, rents and housing markets of US places, with source and release by every number.",
  icons: { icon: "/favicon.svg" },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en-US" suppressHydrationWarning>
      <head>
        {/* Not async on purpose: the theme must stand before the first paint. */}
        <script src="/theme.js" />
      </head>
      <body>
        <a className="skip" href="#main">
          Skip to content
        </a>
        <SyntheticBanner />
        <Header />
        <AsOfBanner />
        <main id="main" className="page">
          {children}
        </main>
        <Footer />
      </body>
    </html>
  );
}
