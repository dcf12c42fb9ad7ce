import type { Metadata } from "next";
import styles from "./shell/shell.module.css"; // one of its own would be loaded by every page

export const metadata: Metadata = { title: "Page not found · Housing Trends" };

export default function NotFound() {
  return (
    <div className={styles.lost}>
      <p className="muted">404</p>
      <h1>There is no page at this address</h1>
      <p>
        The link may be old, or the address mistyped. Places live at addresses such as{" "}
        <a href="/region/us">/region/us</a>.
      </p>
      <p>
        <a href="/" className="button button-primary">
          Search for a place
        </a>
      </p>
    </div>
  );
}
