// The small print by a number: whose it is and which release.

import { originText, releaseText } from "../format/words";
import type { Provenance } from "../api/contract";
import { useSourceNames } from "../state/source-names";

interface Props {
  source: string;
  prov: Provenance | null;
}

export function SourceLine({ source, prov }: Props) {
  const names = useSourceNames();
  const released = prov && releaseText(prov.release, prov.release_from);
  return (
    <span className="small muted">
      {names.get(source) ?? source}
      {prov && released ? <span title={originText(prov.release_from)}>, {released}</span> : null}
    </span>
  );
}
