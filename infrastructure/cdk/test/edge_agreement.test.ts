// The CDN and the program's own server answer the same addresses with the same pages: the built site behind both.
//
// Behind the CDN's function stands a bucket, here a folder; what it has not is asked of the server, as in the origin
// group.
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { edgeSettings } from "../lib/edge/edge-settings";
import { projectPath, projectText } from "../lib/project-files";

const program = projectPath("build/release/housing");
const site = projectPath("apps/web/out");
const missing = [program, join(site, "index.html")].find((each) => !existsSync(each));
const skip = missing && `${missing} is missing; make build and make web make it`;
if (skip) console.log(`# SKIP edge agreement: ${skip}`);

const sandbox = createContext({});
runInContext(projectText("infrastructure/cdk/lib/edge/edge-rewrites.js"), sandbox);

const kStartMs = 20_000;
let server: ChildProcess | undefined;
let origin = "";
let folder = "";

const freePort = () =>
  new Promise<number>((done, failed) => {
    const probe = createServer().once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });

before(async () => {
  if (skip) return;
  folder = mkdtempSync(join(tmpdir(), "housing-edge-"));
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  server = spawn(program, ["serve", "--port", String(port), "--web", site], {
    env: { PATH: process.env["PATH"], HOUSING_DATA_DIR: folder },
    stdio: "ignore",
  });
  const until = Date.now() + kStartMs;
  while (Date.now() < until) {
    if (
      await fetch(`${origin}/health`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await new Promise((wake) => setTimeout(wake, 50));
  }
  throw new Error(`${program} did not answer within ${kStartMs} ms`);
});

after(async () => {
  if (server && server.exitCode === null) {
    const ended = new Promise((done) => server?.once("exit", done));
    server.kill("SIGTERM");
    await ended;
  }
  if (folder) rmSync(folder, { recursive: true, force: true });
});

interface Page {
  readonly status: number;
  readonly body: string;
}

async function fromServer(path: string): Promise<Page> {
  const response = await fetch(origin + path);
  return { status: response.status, body: await response.text() };
}

// The server's own pages, behind a behaviour of their own.
const isServers = (path: string) =>
  edgeSettings.pagePaths.some((pattern) => path.startsWith(pattern.replace(/\*$/, "")));

async function fromEdge(path: string): Promise<Page> {
  if (isServers(path)) return fromServer(path);
  const event = JSON.stringify({ request: { method: "GET", uri: path } });
  const request = JSON.parse(runInContext(`JSON.stringify(handler(${event}))`, sandbox)) as { uri: string };
  const file = join(site, decodeURIComponent(request.uri));
  if (existsSync(file) && statSync(file).isFile()) return { status: 200, body: readFileSync(file, "utf8") };
  return fromServer(request.uri);
}

const addresses = [
  "/",
  "/data",
  "/data.html",
  "/region",
  "/region/metro-41860",
  "/region/zip-94110",
  "/region/",
  "/region/a/b",
  "/region/a%2Fb",
  "/favicon.svg",
  "/nowhere",
  "/nowhere/at/all",
  "/nowhere.js",
  "/data/",
];

for (const address of addresses) {
  test(`${address} is the same page from both`, { skip }, async () => {
    const [edge, server] = await Promise.all([fromEdge(address), fromServer(address)]);
    assert.equal(edge.status, server.status);
    assert.equal(edge.body, server.body);
  });
}

test("an unknown page is the site's own page of that, with status 404", { skip }, async () => {
  const { status, body } = await fromEdge("/nowhere");
  assert.equal(status, 404);
  assert.equal(body, readFileSync(join(site, "404.html"), "utf8"));
});
