"use client";

import { AccountMenu } from "@/features/account-menu";
import { PlaceSearch } from "@/features/search";
import { useAddress } from "@/shared/state/address";
import { rememberSearch } from "@/shared/session/session";
import { addRecent } from "@/shared/state/recent-searches";
import { ThemeSwitch } from "@/shared/ui/theme-switch";
import styles from "./shell.module.css";

const kLinks = [
  { href: "/", name: "Search" },
  { href: "/data", name: "Data" },
  { href: "/docs", name: "API" },
] as const;

export function Header() {
  const address = useAddress();
  const path = address?.split("?")[0] ?? null;
  const onHome = path === null || path === "/";
  return (
    <header className={styles.header}>
      <div className={styles.bar}>
        <a href="/" className={styles.brand}>
          <svg viewBox="0 0 32 32" aria-hidden="true" className={styles.mark}>
            <rect width="32" height="32" rx="7" />
            <path className={styles.roof} d="M6 17 16 8l10 9" />
            <path className={styles.line} d="M8 25l5.5-5 4 3L24 17" />
          </svg>
          Housing Trends
        </a>
        {onHome ? null : (
          <div className={styles.search}>
            <PlaceSearch
              label="Go to a place"
              placeholder="Go to a place"
              testId="header-search-input"
              linked
              onSubmit={(text) => location.assign(`/?q=${encodeURIComponent(text)}`)}
              onPick={(place) => {
                addRecent(localStorage, place);
                rememberSearch(place.label, place.id);
                location.assign(`/region/${place.id}`);
              }}
            />
          </div>
        )}
        <nav aria-label="Main" className={styles.nav}>
          {kLinks.map(({ href, name }) => (
            <a key={href} href={href} aria-current={path === href ? "page" : undefined}>
              {name}
            </a>
          ))}
        </nav>
        <ThemeSwitch />
        <AccountMenu />
      </div>
    </header>
  );
}
