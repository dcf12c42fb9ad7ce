import type { RegionProfile } from "@/shared/api/contract";
import { formatCount } from "@/shared/format/number";
import { typeName } from "@/shared/format/words";
import styles from "./region-head.module.css";

export function RegionHead({ region }: { region: RegionProfile }) {
  const around = [...region.parents].reverse(); // widest first
  return (
    <div className={styles.head}>
      {around.length > 0 ? (
        <nav aria-label="Areas around">
          <ol className={styles.crumbs}>
            {around.map(({ id, name }) => (
              <li key={id}>
                <a href={`/region/${id}`}>{name}</a>
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      <h1 data-testid="region-title">{region.label}</h1>
      <p className={styles.facts}>
        {typeName(region.type)}
        {region.population !== null ? <> · {formatCount(region.population)} people</> : null}
        <>
          {" "}
          · <code>{region.id}</code>
        </>
      </p>
    </div>
  );
}
