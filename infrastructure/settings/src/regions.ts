// `regions.json`: facts about AWS's regions that a look-up with credentials would tell otherwise.
//
// cloudFrontPrefixList: the managed list `com.amazonaws.global.cloudfront.origin-facing` of the region.
import { list, object, readAll, SettingsError, text, type Read } from "./check";
import { displayed, readJson, regionsFile } from "./files";
import type { Site } from "./site";

const zone = text(/^[a-z]{2}(-[a-z]+)+-\d[a-z]$/, 'an availability zone such as "us-east-1a"');

const facts = object({
  availabilityZones: list(zone),
  cloudFrontPrefixList: text(/^pl-[0-9a-f]{8,17}$/, 'a prefix list\'s id such as "pl-3b927c52"'),
});
export type RegionFacts = Read<typeof facts>;

export function regionFacts(region: string): RegionFacts {
  const file = displayed(regionsFile);
  const all = readJson(regionsFile) as Record<string, unknown>;
  if (!(region in all)) {
    throw new SettingsError(`${file}: ${region} is missing; add it as its neighbours are, with its own zones and list`);
  }
  return readAll(file, { [region]: all[region] }, object({ [region]: facts }))[region]!;
}

// The zones to use: the site's own where it names some, since "us-east-1a" is another place in every account.
export function availabilityZones(
  region: string,
  count: number,
  site: Partial<Pick<Site, "availabilityZones">>,
): string[] {
  const zones = site.availabilityZones ?? regionFacts(region).availabilityZones;
  const wrong = zones.find((each) => !each.startsWith(region));
  if (wrong) throw new SettingsError(`availability zone ${wrong} is not of region ${region}; name zones of ${region}`);
  if (zones.length < count)
    throw new SettingsError(`${count} availability zones are wanted; name ${count} of ${region}`);
  return zones.slice(0, count);
}
