#!/usr/bin/env node
// usage: task-definition.mjs IMAGE [--always] <DESCRIBED >REGISTERABLE
// Turns what `aws ecs describe-task-definition --include TAGS` answers into what `register-task-definition` takes, with
// IMAGE (REPOSITORY@sha256:…) in every container whose image is of that repository. Prints {"unchanged": ARN} when
// an active definition has it already, unless --always asks for the definition all the same.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

// What the service adds and does not take back.
const kReadOnly = [
  'taskDefinitionArn',
  'revision',
  'status',
  'requiresAttributes',
  'compatibilities',
  'registeredAt',
  'registeredBy',
  'deregisteredAt',
  'deleteRequestedAt',
];
const repositoryOf = (image) => image.replace(/@sha256:.*$/, '').replace(/:[^/:]+$/, '');

export function registerable({ taskDefinition, tags = [] }, image, { always = false } = {}) {
  const repository = repositoryOf(image);
  const ours = taskDefinition.containerDefinitions.filter((each) => repositoryOf(each.image) === repository);
  if (ours.length === 0) {
    const images = taskDefinition.containerDefinitions.map((each) => each.image).join(', ');
    throw new Error(`${taskDefinition.family} has no container of ${repository}, only ${images}`);
  }
  if (!always && taskDefinition.status === 'ACTIVE' && ours.every((each) => each.image === image)) {
    return { unchanged: taskDefinition.taskDefinitionArn };
  }
  const kept = Object.entries(taskDefinition).filter(([key, value]) => !kReadOnly.includes(key) && value !== null);
  const containerDefinitions = taskDefinition.containerDefinitions.map((each) =>
    ours.includes(each) ? { ...each, image } : each,
  );
  return { ...Object.fromEntries(kept), containerDefinitions, ...(tags.length ? { tags } : {}) };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const described = JSON.parse(readFileSync(0, 'utf8'));
  const [image, option] = process.argv.slice(2);
  console.log(JSON.stringify(registerable(described, image, { always: option === '--always' }), null, 2));
}
