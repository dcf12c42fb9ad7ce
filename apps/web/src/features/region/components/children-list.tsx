import type { RegionProfile, RegionType } from "@/shared/api/contract";
import { formatCount } from "@/shared/format/number";
import { kTypeOrder, typePlural } from "@/shared/format/words";
import styles from "./children-list.module.css";

/** Places inside this one, by kind. */
export function ChildrenList({ region }: { region: RegionProfile }) {
  const { children, children_total: total } = region;
  if (children.length === 0) return null;
  const kinds = kTypeOrder.filter((type) => children.some((child) => child.type === type));
  return (
    <section aria-labelledby="inside-title">
      <div className="section-head">
        <h2 id="inside-title">Inside {region.name}</h2>
        {total > children.length ? (
          <p>
            {formatCount(children.length)} of {formatCount(total)} places; search finds the others
          </p>
        ) : null}
      </div>
      <div className={styles.kinds}>
        {kinds.map((type) => (
          <Kind key={type} type={type} places={children.filter((c) => c.type === type)} />
        ))}
      </div>
    </section>
  );
}

function Kind({ type, places }: { type: RegionType; places: RegionProfile["children"] }) {
  return (
    <div>
      <h3 className={styles.kind}>{typePlural(type)}</h3>
      <ul className={styles.places} data-testid={`children-${type}`}>
        {places.map(({ id, name, label }) => (
          <li key={id}>
            <a href={`/region/${id}`}>{type === "zip" ? label : name}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
