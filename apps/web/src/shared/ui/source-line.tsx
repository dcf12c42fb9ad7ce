// The small print by a number: whose it is and which release.

import { originText, releaseText } from "../format/words";
import type { ReleaseOrigin } from "../api/types";
import { useSourceNames } from "../state/source-names";

interface Props {
  source: string;
  release: string | null;
  releaseFrom: ReleaseOrigin | null;
}

export function SourceLine({ source, release, releaseFrom }: Props) {
  const names = useSourceNames();
  const released = releaseText(release, releaseFrom);
  return (
    <span className="small muted">
      {names.get(source) ?? source}
      {released ? <span title={originText(releaseFrom)}>, {released}</span> : null}
    </span>
  );
}
