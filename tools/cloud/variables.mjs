// What the template tells each function and task, as it is on this machine: the same variables, with the loopback's
// addresses, without TLS between processes of one machine, and each with a data folder of its own.
import { join } from 'node:path';

/** {name: value} of the template's list or map. */
const asMap = (told) =>
  Array.isArray(told) ? Object.fromEntries(told.map(({ Name, Value }) => [Name, Value])) : { ...told };

/** `here`: {links, tracesUrl, publicUrl, folder, publishers}. */
export function variablesOf(template, told, name, here) {
  const variables = template.resolve(asMap(told));
  const set = (variable, change) => {
    if (variable in variables) variables[variable] = change(variables[variable]);
  };
  set('HOUSING_DATABASE_URL', (url) => url.replace('sslmode=verify-full', 'sslmode=disable'));
  set('HOUSING_CACHE_URL', () => `redis://127.0.0.1:${here.links.cache.port}`);
  set('HOUSING_DATA_DIR', () => join(here.folder, 'data', name));
  if (here.publicUrl) set('HOUSING_PUBLIC_URL', () => here.publicUrl);
  // On AWS a function's traces go another way; here everybody has the same collector.
  variables.HOUSING_TRACES_URL = here.tracesUrl;
  if (here.publishers) variables.HOUSING_PUBLISHERS_URL = here.publishers;
  return variables;
}

/** Where AWS is, for a process with these credentials. */
export const awsVariables = (url, region, { accessKey, secretKey, sessionToken }) => ({
  AWS_ENDPOINT_URL: url,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: accessKey,
  AWS_SECRET_ACCESS_KEY: secretKey,
  AWS_SESSION_TOKEN: sessionToken,
  AWS_EC2_METADATA_DISABLED: 'true',
});
