// The sizes Fargate offers: memory in GB for each number of virtual CPUs.

const range = (from: number, to: number, step: number) =>
  Array.from({ length: (to - from) / step + 1 }, (_, index) => from + index * step);

export const fargateMemoryGb: ReadonlyMap<number, readonly number[]> = new Map([
  [0.25, [0.5, 1, 2]],
  [0.5, range(1, 4, 1)],
  [1, range(2, 8, 1)],
  [2, range(4, 16, 1)],
  [4, range(8, 30, 1)],
  [8, range(16, 60, 4)],
  [16, range(32, 120, 8)],
]);

// What is wrong with a size, or nothing.
export function fargateProblem(vcpu: number, memoryGb: number): string | undefined {
  const memories = fargateMemoryGb.get(vcpu);
  if (!memories) return `no Fargate task has ${vcpu} vCPU; write ${[...fargateMemoryGb.keys()].join(", ")}`;
  if (memories.includes(memoryGb)) return undefined;
  return `no Fargate task has ${vcpu} vCPU and ${memoryGb} GB; with ${vcpu} vCPU write ${memories.join(", ")} GB`;
}

// In the units of a task definition: CPU units and MiB.
export function fargateSize({ vcpu, memoryGb }: { vcpu: number; memoryGb: number }) {
  const problem = fargateProblem(vcpu, memoryGb);
  if (problem) throw new RangeError(problem);
  return { cpu: vcpu * 1024, memoryMiB: memoryGb * 1024 };
}
