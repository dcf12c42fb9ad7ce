// Fargate's sizes, in its own units.
import assert from "node:assert/strict";
import { test } from "node:test";
import { environmentNames, fargateMemoryGb, fargateProblem, fargateSize, loadProject } from "../src/index";

test("sizes become CPU units and MiB", () => {
  assert.deepEqual(fargateSize({ vcpu: 0.25, memoryGb: 0.5 }), { cpu: 256, memoryMiB: 512 });
  assert.deepEqual(fargateSize({ vcpu: 1, memoryGb: 2 }), { cpu: 1024, memoryMiB: 2048 });
});

test("each number of vCPU has its own memories", () => {
  assert.deepEqual(fargateMemoryGb.get(0.5), [1, 2, 3, 4]);
  assert.deepEqual(fargateMemoryGb.get(8)?.slice(0, 3), [16, 20, 24]);
  assert.equal(fargateMemoryGb.get(16)?.at(-1), 120);
});

test("others are refused with those that fit", () => {
  assert.match(fargateProblem(0.25, 4)!, /with 0\.25 vCPU write 0\.5, 1, 2 GB/);
  assert.match(fargateProblem(3, 8)!, /no Fargate task has 3 vCPU; write 0\.25, 0\.5, 1, 2, 4, 8, 16/);
  assert.throws(() => fargateSize({ vcpu: 2, memoryGb: 3 }), RangeError);
});

test("every size of the settings exists", () => {
  for (const name of environmentNames) {
    const { api, jobs } = loadProject().environments[name];
    for (const { vcpu, memoryGb } of [api, jobs]) assert.equal(fargateProblem(vcpu, memoryGb), undefined, name);
  }
});
