// The frame of the pages about a household's money: what the page is, its neighbours, the household beside it.

import type { ReactNode } from "react";
import { HouseholdPanel } from "@/features/household";
import { PageHead } from "@/shared/ui/page-head";
import { Skeleton } from "@/shared/ui/skeleton";
import styles from "./money-page.module.css";

const kPages = [
  { href: "/afford", name: "What it costs" },
  { href: "/rent-or-buy", name: "Rent or buy" },
] as const;

interface Props {
  here: (typeof kPages)[number]["href"];
  title: string;
  lead: string;
  /** The place that is looked at, taken along from page to page; null until the address is known. */
  region: string | null;
  /** null until the address is known */
  children: ReactNode;
}

export function MoneyPage({ here, title, lead, region, children }: Props) {
  const query = region === null || region === "us" ? "" : `?region=${region}`;
  return (
    <div className={styles.page}>
      <PageHead title={title}>{lead}</PageHead>
      <nav aria-label="Household money" className={styles.tabs}>
        {kPages.map(({ href, name }) => (
          <a key={href} href={href + query} aria-current={href === here ? "page" : undefined}>
            {name}
          </a>
        ))}
      </nav>
      <div className={styles.layout}>
        <div className={styles.side}>
          <HouseholdPanel />
        </div>
        <div className={styles.main}>
          {children ?? (
            <div className={styles.wait} aria-busy="true">
              <Skeleton shape="chart" />
            </div>
          )}
        </div>
      </div>
    </div>
  );
}
