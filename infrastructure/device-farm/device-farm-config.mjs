// Where the smoke test runs: Device Farm's project and its pool of phones, and what its host does. The two names belong
// to the operator's account and come from the environment; Device Farm is in us-west-2 alone.
import { fileURLToPath } from 'node:url';

export const kRegion = 'us-west-2';
const kArn = /^arn:aws:devicefarm:us-west-2:\d{12}:/;

function arn(environment, name, kind) {
  const value = environment[name] ?? '';
  if (!kArn.test(value) || !value.includes(`:${kind}:`))
    throw new Error(`${name} "${value}" is not like arn:aws:devicefarm:${kRegion}:ACCOUNT:${kind}:ID`);
  return value;
}

export function deviceFarmConfig(environment) {
  return {
    projectArn: arn(environment, 'DEVICE_FARM_PROJECT_ARN', 'project'),
    devicePoolArn: arn(environment, 'DEVICE_FARM_POOL_ARN', 'devicepool'),
    testSpec: fileURLToPath(new URL('testspec.yml', import.meta.url)),
  };
}
