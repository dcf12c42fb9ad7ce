import { CoverageSummary, StateList } from "@/features/coverage";
import { NationalPicture } from "@/features/national";
import { SearchSection } from "@/features/search";
import { SaveSearch, SearchHistory } from "@/features/search-history";
import styles from "./home.module.css";

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
        <NationalPicture />
        <CoverageSummary />
        <StateList />
      </div>
    </div>
  );
}
