"use client";
// Above every page: name, search, day, theme, account; and the way to every page.

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { AccountMenu } from "@/features/account-menu";
import { AsOfControl } from "@/features/as-of";
import { HouseholdButton } from "@/features/household";
import { PlaceSearch } from "@/features/search";
import { visit } from "@/shared/state/as-of";
import { rememberSearch } from "@/shared/session/session";
import { addRecent } from "@/shared/state/recent-searches";
import { ThemeSwitch } from "@/shared/ui/theme-switch";
import styles from "./shell.module.css";

/** also: a page that is reached from this one, and stands under its name */
const kLinks: readonly { href: string; name: string; also?: string }[] = [
  { href: "/", name: "Search" },
  { href: "/map", name: "Map" },
  { href: "/screener", name: "Screener" },
  { href: "/rankings", name: "Rankings" },
  { href: "/compare", name: "Compare" },
  { href: "/afford", name: "Afford", also: "/rent-or-buy" },
  { href: "/data", name: "Data" },
  { href: "/methods", name: "Methods" },
  { href: "/docs", name: "API" },
];

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(input|select|textarea)$/i.test(target.tagName));

/** "/" anywhere goes to the search of the page. */
function focusSearch(event: KeyboardEvent): void {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const field = document.querySelector<HTMLInputElement>('[role="search"] input');
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
}

/** On a narrow screen the links scroll; the one of this page must be in sight. */
function useCurrentInSight(path: string) {
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    const current = nav.current?.querySelector<HTMLElement>("[aria-current]");
    if (current && nav.current) nav.current.scrollLeft = current.offsetLeft - nav.current.offsetLeft - 16;
  }, [path]);
  return nav;
}

export function Header() {
  const path = usePathname(); // known in the exported HTML too
  const nav = useCurrentInSight(path);
  useEffect(() => {
    document.addEventListener("keydown", focusSearch);
    return () => document.removeEventListener("keydown", focusSearch);
  }, []);
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
        <div className={styles.search}>
          {path === "/" ? null : (
            <PlaceSearch
              label="Go to a place"
              placeholder="Go to a place  ( / )"
              testId="header-search-input"
              linked
              onSubmit={(text) => visit(`/?q=${encodeURIComponent(text)}`)}
              onPick={(place) => {
                addRecent(localStorage, place);
                rememberSearch(place.label, place.id);
                visit(`/region/${place.id}`);
              }}
            />
          )}
        </div>
        <div className={styles.tools}>
          <AsOfControl />
          <HouseholdButton />
          <ThemeSwitch />
        </div>
        <AccountMenu />
      </div>
      <nav aria-label="Main" className={styles.nav} ref={nav}>
        {kLinks.map(({ href, name, also }) => (
          <a key={href} href={href} aria-current={path === href ? "page" : path === also ? "true" : undefined}>
            {name}
          </a>
        ))}
      </nav>
    </header>
  );
}
