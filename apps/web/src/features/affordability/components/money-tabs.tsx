// The two pages about a household's money, one beside the other.

import styles from "./money-tabs.module.css";

const kPages = [
  { href: "/afford", name: "What it costs" },
  { href: "/rent-or-buy", name: "Rent or buy" },
] as const;

/** @param query kept from page to page: which place */
export function MoneyTabs({ here, query = "" }: { here: (typeof kPages)[number]["href"]; query?: string }) {
  return (
    <nav aria-label="Household money" className={styles.tabs}>
      {kPages.map(({ href, name }) => (
        <a key={href} href={href + query} aria-current={href === here ? "page" : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
