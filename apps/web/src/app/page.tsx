import type { Metadata } from "next";
import { CoverageSummary, StateList } from "@/features/coverage";
import { Later, YourPlaces } from "@/features/home";
import { NationalPicture } from "@/features/national";
import { SearchSection } from "@/features/search";
import { SaveSearch, SearchHistory } from "@/features/search-history";
import { WhenSeen } from "@/shared/ui/when-seen";
import styles from "./home.module.css";

export const metadata: Metadata = {
  title: "Housing Trends: home values, rents and markets of US places",
  description:
    "Home values, rents and markets of any US state, metro, county, city or ZIP code, with the source by every number.",
};

export default function Home() {
  return (
    <div className="stack">
      <section className={styles.hero}>
        <h1>Housing Trends</h1>
        <p className={styles.lead}>
          Home values, rents and housing markets of any US place, with the source and release by every number.
        </p>
        <SearchSection />
        <SaveSearch />
        <SearchHistory />
      </section>
      <div className={`stack ${styles.below}`}>
        <YourPlaces />
        <NationalPicture />
        <section aria-labelledby="movers-title">
          <div className="section-head">
            <h2 id="movers-title">Where it moves most</h2>
            <p>
              <a href="/rankings">All rankings</a>
            </p>
          </div>
          <Later part="movers" />
        </section>
        <section aria-labelledby="map-title">
          <div className="section-head">
            <h2 id="map-title">Home values across the nation</h2>
            <p>
              <a href="/map">To the map</a>
            </p>
          </div>
          <Later part="map" />
        </section>
        <section aria-labelledby="releases-title">
          <div className="section-head">
            <h2 id="releases-title">The latest releases</h2>
            <p>
              <a href="/data">All releases and imports</a>
            </p>
          </div>
          <Later part="releases" />
        </section>
        <WhenSeen className={styles.coverage}>
          <CoverageSummary />
        </WhenSeen>
        <WhenSeen className={styles.states}>
          <StateList />
        </WhenSeen>
      </div>
    </div>
  );
}
