// The CloudFront function of the site's addresses, run as CloudFront runs it: no module, no globals of Node.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { projectText } from "../lib/project-files";

const source = projectText("infrastructure/cdk/lib/edge/edge-rewrites.js");

interface Answer {
  readonly uri?: string;
  readonly statusCode?: number;
  readonly querystring?: unknown;
  readonly headers?: unknown;
}

// A context of its own has the language and nothing of Node: `require` or `process` would fail here as it does there.
const sandbox = createContext({});
runInContext(source, sandbox);

function answerTo(uri: string, more: object = {}): Answer {
  const event = { version: "1.0", request: { method: "GET", uri, querystring: {}, headers: {}, cookies: {}, ...more } };
  return JSON.parse(runInContext(`JSON.stringify(handler(${JSON.stringify(event)}))`, sandbox)) as Answer;
}

const files: Record<string, string> = {
  "/": "/index.html",
  "/data": "/data.html",
  "/region": "/region.html",
  "/index.html": "/index.html",
  "/favicon.svg": "/favicon.svg",
  "/_next/static/chunks/0cz1d0mv5g_q7.js": "/_next/static/chunks/0cz1d0mv5g_q7.js",
  "/docs/": "/docs/index.html",
  "/a%20b": "/a%20b.html",
  "/.well-known/security.txt": "/.well-known/security.txt",
};

for (const [address, file] of Object.entries(files)) {
  test(`${address} is ${file}`, () => assert.equal(answerTo(address).uri, file));
}

test("an address that is no text is not found", () => {
  assert.deepEqual(answerTo("/%E0%A4%A"), { statusCode: 404, statusDescription: "Not Found" });
});

test("nothing but the address changes", () => {
  const headers = { host: { value: "housing-trends.example" } };
  const querystring = { metric: { value: "home_value" } };
  const { uri, ...rest } = answerTo("/map", { headers, querystring });
  assert.equal(uri, "/map.html");
  assert.deepEqual(rest, { method: "GET", querystring, headers, cookies: {} });
});

test("the function is within CloudFront's limit and asks for nothing outside the language", () => {
  assert.ok(Buffer.byteLength(source) < 10_240, `${Buffer.byteLength(source)} bytes`);
  assert.doesNotMatch(source, /\b(require|import|process|fetch|setTimeout|Date)\b\s*[(.]/);
});
