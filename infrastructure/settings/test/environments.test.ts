// The project's table is sound, and what is wrong with one is said by file and field.
import assert from "node:assert/strict";
import { test } from "node:test";
import { environmentNamed, environmentNames, loadProject, parseProject, SettingsError } from "../src/index";

type Anything = any;

// What is said of the project's own table after a change.
function problemsOf(change: (settings: Anything) => void): string {
  const settings: Anything = structuredClone(loadProject());
  change(settings);
  try {
    parseProject(settings);
  } catch (error) {
    assert.ok(error instanceof SettingsError);
    return error.message;
  }
  return "";
}

test("the project's own table is sound, and has three environments", () => {
  assert.deepEqual(Object.keys(loadProject().environments), [...environmentNames]);
  assert.equal(
    problemsOf(() => {}),
    "",
  );
});

test("no two environments' networks overlap", () => {
  const networks = environmentNames.map((name) => loadProject().environments[name].network.cidr);
  assert.equal(new Set(networks).size, networks.length);
});

test("a wrong value is told with its file, its field and what to write", () => {
  const said = problemsOf((settings) => (settings.environments.prod.database.multiAz = "yes"));
  const expected = 'environments.prod.database.multiAz is "yes"; write true or false';
  assert.equal(said, `infrastructure/settings/environments.json: ${expected}`);
});

test("a missing field is told", () => {
  const said = problemsOf((settings) => delete settings.environments.dev.api.minTasks);
  assert.match(said, /environments\.dev\.api\.minTasks is missing; write a whole number from 1 to 100/);
});

test("an unknown field is told with the known ones", () => {
  const said = problemsOf((settings) => (settings.environments.dev.network.natt = "gateway"));
  assert.match(said, /environments\.dev\.network\.natt is not a setting; there are cidr, nat, interfaceEndpoints/);
});

test("every problem is told at once", () => {
  const said = problemsOf((settings) => {
    settings.region = "Virginia";
    settings.environments.dev.network.nat = "none";
  });
  assert.equal(said.split("\n").length, 2);
  assert.match(said, /write "gateway" or "instance"/);
});

const furtherRules: [string, (settings: Anything) => void, RegExp][] = [
  ["a size Fargate has not", ({ environments }) => (environments.prod.api.vcpu = 0.3), /no Fargate task has 0\.3 vCPU/],
  ["memory Fargate has not", ({ environments }) => (environments.dev.jobs.memoryGb = 4), /0\.25 vCPU write 0\.5, 1, 2/],
  ["fewer tasks at most than at least", ({ environments }) => (environments.prod.api.maxTasks = 3), /below minTasks/],
  ["more on demand than at least", ({ environments }) => (environments.dev.api.onDemandTasks = 2), /above minTasks/],
  ["storage that cannot grow", ({ environments }) => (environments.dev.database.maxStorageGb = 20), /more than 20/],
  ["shards without cluster mode", ({ environments }) => (environments.dev.cache.shards = 2), /clusterMode is false/],
  ["copies in the same region", (settings) => (settings.recoveryRegion = settings.region), /is the region itself/],
];
for (const [name, change, expected] of furtherRules) {
  test(`refused: ${name}`, () => assert.match(problemsOf(change), expected));
}

test("an environment is known by its name only", () => {
  assert.equal(environmentNamed("staging"), "staging");
  assert.throws(() => environmentNamed("production"), /"production" is unknown; write dev, staging, prod/);
  assert.throws(() => environmentNamed(undefined), /write dev, staging, prod/);
});
