import { expect, test } from "vitest";
import { agentName } from "./agent";

test.each([
  [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36",
    "Chrome on Linux",
  ],
  ["Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0", "Edge on Windows"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Safari/604.1",
    "Safari on iOS",
  ],
  ["curl/8.5", "curl"],
  ["", "Unknown program"],
  ["something-else/1.0", "something-else/1.0"],
])("%j is %j", (agent, name) => {
  expect(agentName(agent)).toBe(name);
});
