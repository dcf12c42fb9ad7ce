// What browser a User-Agent stands for, in two words. A guess for the eye: nothing depends on it.

const kBrowsers: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\//, "Firefox"],
  [/Chrom(e|ium)\//, "Chrome"],
  [/Safari\//, "Safari"],
  [/^curl\//, "curl"],
];
const kSystems: readonly (readonly [RegExp, string])[] = [
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

const firstOf = (pairs: readonly (readonly [RegExp, string])[], text: string) =>
  pairs.find(([pattern]) => pattern.test(text))?.[1];

export function agentName(agent: string): string {
  const browser = firstOf(kBrowsers, agent);
  const system = firstOf(kSystems, agent);
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? system ?? (agent === "" ? "Unknown program" : agent.slice(0, 40));
}
