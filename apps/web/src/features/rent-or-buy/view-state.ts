// What the reader assumed of a stay, as the address holds it:
//   /rent-or-buy?region=metro-41860&horizon=10&appreciation=0&rent=2200
// Never the household. Zero is a value; what is not allowed is not read.

import { kTermNames, kTerms, type TermName } from "./terms";

export interface StayView {
  region: string;
  terms: Partial<Record<TermName, number>>;
}

const kRegion = /^[a-z]+(-[a-z0-9-]{1,36})?$/;

export function parseView(address: string): StayView {
  const q = new URLSearchParams(address.split("#")[0]?.split("?")[1] ?? "");
  const region = q.get("region") ?? "";
  const terms: StayView["terms"] = {};
  for (const name of kTermNames) {
    const text = q.get(name)?.trim() ?? "";
    const value = Number(text);
    const { limits, whole } = kTerms[name];
    if (text === "" || !(value >= limits[0] && value <= limits[1])) continue;
    if (whole && !Number.isInteger(value)) continue;
    terms[name] = value;
  }
  return { region: kRegion.test(region) ? region : "us", terms };
}

export function printView({ region, terms }: StayView): string {
  const parts = [
    region !== "us" ? `region=${region}` : "",
    ...kTermNames.map((name) => (terms[name] === undefined ? "" : `${name}=${terms[name]}`)),
  ].filter((part) => part !== "");
  return `/rent-or-buy${parts.length > 0 ? `?${parts.join("&")}` : ""}`;
}
