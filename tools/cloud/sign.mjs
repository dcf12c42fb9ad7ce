// Signature Version 4, for the calls that the tools themselves make. It signs what it is given and sends nothing.
import { createHash, createHmac } from 'node:crypto';

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const hmac = (key, text) => createHmac('sha256', key).update(text).digest();
const escaped = (text) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);

/** "a b/c" as it stands in an address. */
export const escapedPath = (path) => path.split('/').map(escaped).join('/');

/** Headers that sign a request. `credentials`: {accessKey, secretKey, sessionToken}; `path` is escaped. */
export function signedHeaders(
  { method, host, path, query = {}, headers = {}, body = '', service, region },
  credentials,
) {
  const date = `${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}`;
  const scope = `${date.slice(0, 8)}/${region}/${service}/aws4_request`;
  const all = { ...headers, host, 'x-amz-date': date };
  if (credentials.sessionToken) all['x-amz-security-token'] = credentials.sessionToken;
  if (service === 's3') all['x-amz-content-sha256'] = sha256(body);
  const names = Object.keys(all).sort();
  const canonical = [
    method,
    service === 's3' ? path : escapedPath(path),
    queryText(query),
    ...names.map((name) => `${name}:${String(all[name]).trim()}`),
    '',
    names.join(';'),
    sha256(body),
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n');
  const parts = [date.slice(0, 8), region, service, 'aws4_request'];
  const key = parts.reduce((secret, part) => hmac(secret, part), `AWS4${credentials.secretKey}`);
  const signature = createHmac('sha256', key).update(toSign).digest('hex');
  const credential = `${credentials.accessKey}/${scope}`;
  all.authorization =
    `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names.join(';')}, ` + `Signature=${signature}`;
  return all;
}

export const queryText = (query) =>
  Object.entries(query)
    .map(([name, value]) => `${escaped(name)}=${escaped(String(value))}`)
    .sort()
    .join('&');
