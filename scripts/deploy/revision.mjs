#!/usr/bin/env node
// usage: revision.mjs TASK_DEFINITION <SERVICE >REVISION         what `aws deploy create-deployment --revision` takes
//        revision.mjs --appspec <SERVICE >appspec.yaml           the same for CodePipeline, which fills in the task
// SERVICE is what `aws ecs describe-services` answers: the new tasks run on the capacity that the present ones have.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const kContainer = 'api';
const kPort = 8080;

export function appspec(taskDefinition, service) {
  const primary = service.taskSets?.find((set) => set.status === 'PRIMARY') ?? service;
  const strategy = primary.capacityProviderStrategy ?? [];
  const capacity = strategy.map(({ capacityProvider, weight = 0, base = 0 }) => ({
    CapacityProvider: capacityProvider,
    Base: base,
    Weight: weight,
  }));
  const properties = {
    TaskDefinition: taskDefinition,
    LoadBalancerInfo: { ContainerName: kContainer, ContainerPort: kPort },
    PlatformVersion: 'LATEST',
    ...(capacity.length ? { CapacityProviderStrategy: capacity } : {}),
  };
  return { version: 0.0, Resources: [{ TargetService: { Type: 'AWS::ECS::Service', Properties: properties } }] };
}

export function revision(taskDefinition, service) {
  const content = JSON.stringify(appspec(taskDefinition, service));
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { revisionType: 'AppSpecContent', appSpecContent: { content, sha256 } };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const service = JSON.parse(readFileSync(0, 'utf8')).services[0];
  const [task] = process.argv.slice(2);
  // JSON is YAML.
  const result = task === '--appspec' ? appspec('<TASK_DEFINITION>', service) : revision(task, service);
  console.log(JSON.stringify(result, null, 2));
}
