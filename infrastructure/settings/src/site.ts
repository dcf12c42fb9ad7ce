// `site.json`: what the operator owns. It is made from `site.example.json` and never committed.
import { list, object, oneOf, optional, readAll, text, type Read, type Report, SettingsError } from "./check";
import { displayed, exampleSiteFile, readJson, siteFile } from "./files";

const mail = text(/^[^@\s]+@[^@\s]+\.[^@\s]+$/, "a mail address");
const source = object({
  kind: oneOf("github", "codecommit"),
  repository: text(/^[\w.-]+(\/[\w.-]+)?$/, 'the repository: "owner/name" of GitHub, "name" of CodeCommit'),
  branch: text(/^[\w./-]+$/, "the name of a branch"),
  connectionArn: text(
    /^(arn:aws:(codeconnections|codestar-connections):.+)?$/,
    'a connection\'s ARN; "" for CodeCommit',
  ),
});

const site = object({
  account: text(/^\d{12}$/, "the twelve digits of an AWS account"),
  domain: text(/^([a-z0-9-]+\.)+[a-z]{2,}$/, "a domain"),
  hostedZoneId: text(/^Z[A-Z0-9]{5,31}$/, "the id of the domain's hosted zone in Route 53"),
  alarmEmail: mail,
  mailFrom: mail,
  bucketSuffix: text(/^([a-z0-9][a-z0-9-]{0,11})?$/, 'up to 12 lower-case letters and digits, or ""'),
  availabilityZones: optional(list(text(/^[a-z]{2}(-[a-z]+)+-\d[a-z]$/, 'a zone such as "us-east-1a"'))),
  source,
});
export type Site = Read<typeof site>;

function furtherRules({ domain, mailFrom, source }: Site, report: Report) {
  if (!mailFrom.endsWith(`@${domain}`)) {
    report("mailFrom", `is "${mailFrom}", which is not of the domain; write an address that ends with @${domain}`);
  }
  if (source.kind === "github" && source.connectionArn === "") {
    report("source.connectionArn", "is empty; create a connection to GitHub in the console and write its ARN");
  }
  if (source.kind === "github" && !source.repository.includes("/")) {
    report("source.repository", `is "${source.repository}"; write owner/name`);
  }
}

export const parseSite = (value: unknown, file = displayed(siteFile)) => readAll(file, value, site, furtherRules);

// The fields that belong to one operator: still as in the example, they would deploy to nowhere, or to somebody else.
const ownFields = (each: Site): Record<string, string> => ({
  account: each.account,
  domain: each.domain,
  hostedZoneId: each.hostedZoneId,
  alarmEmail: each.alarmEmail,
  mailFrom: each.mailFrom,
  "source.repository": each.source.repository,
  "source.connectionArn": each.source.connectionArn,
});

export function refuseExample(given: Site, file = displayed(siteFile)): Site {
  const example = ownFields(exampleSite());
  const unfilled = Object.entries(ownFields(given)).filter(([field, value]) => value && value === example[field]);
  if (unfilled.length === 0) return given;
  const lines = unfilled.map(([field, value]) => `${file}: ${field} is still the example's "${value}"; write your own`);
  throw new SettingsError(lines.join("\n"));
}

export const exampleSite = (): Site => parseSite(readJson(exampleSiteFile), displayed(exampleSiteFile));

export interface SiteChoice {
  // The example instead of the operator's own file.
  example?: boolean;
  // For whatever may be deployed: refuses the example and its values.
  requireReal?: boolean;
}

export function loadSite({ example = false, requireReal = false }: SiteChoice = {}): Site {
  const given = example ? exampleSite() : parseSite(readJson(siteFile));
  return requireReal ? refuseExample(given, displayed(example ? exampleSiteFile : siteFile)) : given;
}
