// Requests that a signer may get wrong: odd paths, unicode, empty and repeated parameters, blanks in headers, tokens.
import { generator } from './random.mjs';

const kPlain = [...'abcXYZ019'];
const kMarks = [...'-_.~!*\'()$&+,;=:@%"<>[]^`{|}\\ '];
const kUnicode = [...'ä߀水ሴ🏠', 'e\u0301', '\u00a0'];
const kOdd = [...kPlain, ...kMarks, ...kUnicode];
const kServices = ['s3', 'sqs', 'ses', 'secretsmanager', 'ssm', 'events', 'service'];
const kRegions = ['us-east-1', 'eu-central-1', 'cn-north-1'];
const kNames = ['X-Amz-Target', 'Content-Type', 'My-Header1', 'Accept', 'X-Amz-Meta-Name', 'Range', 'B', 'a-b', 'A'];
const kNeverSigned = ['User-Agent', 'Connection', 'X-Amzn-Trace-Id', 'Expect', 'Cache-Control'];

const escape = (text) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

function path(random) {
  const segment = () => {
    const kind = random.below(6);
    if (kind === 0) return random.pick(['', '.', '..']);
    const text = random.text(kOdd, 8).replaceAll('%', '');
    return kind === 1 ? text : escape(text);
  };
  return '/' + Array.from({ length: random.below(6) }, segment).join('/') + (random.chance(0.2) ? '/' : '');
}

// [name, [value…]] with each name once.
function query(random) {
  const names = new Set(random.times(5, () => random.text(kOdd, 6) || 'q'));
  return [...names].map((name) => [
    name,
    random.chance(0.2) ? [random.text(kOdd, 5), random.text(kOdd, 5), random.text(kPlain, 3)] : [random.text(kOdd, 12)],
  ]);
}

// [name, [value…]]; a value has blanks, and none that end a line.
function headers(random) {
  const words = () =>
    random.times(4, () => random.text([...kPlain, ...'";,=/'], 6)).join(random.pick([' ', '   ', '\t']));
  const padded = () => random.pick(['', ' ', '  ']) + words() + random.pick(['', ' ', '\t ']);
  const names = new Set([
    ...random.times(4, () => random.pick(kNames)),
    ...random.times(1, () => random.pick(kNeverSigned)),
  ]);
  return [...names].map((name) => [name, random.chance(0.15) ? [padded(), padded()] : [padded()]]);
}

/** One request with all that signing it needs. */
export function oddRequest(seed) {
  const random = generator(seed);
  const hasBody = random.chance(0.5);
  return {
    method: hasBody ? random.pick(['POST', 'PUT', 'PATCH']) : random.pick(['GET', 'HEAD', 'DELETE']),
    path: path(random),
    query: query(random),
    headers: [['Host', [`${random.text(kPlain, 8).toLowerCase() || 'h'}.example.com`]], ...headers(random)],
    body: hasBody ? random.text([...kOdd, '\n', '\r\n'], 60) : '',
    service: random.pick(kServices),
    region: random.pick(kRegions),
    accessKey: `KEY${random.text(kPlain, 10)}`,
    secretKey: random.text([...kPlain, ...'/+'], 40) || 'secret',
    token: random.chance(0.4) ? random.text([...kPlain, ...'/+='], 80) : '',
    time: new Date(Date.UTC(2015 + random.below(20), random.below(12), 1 + random.below(28), random.below(24), 0, 7)),
    lifetime: 1 + random.below(604800),
    signBody: random.chance(0.5),
  };
}

/** The request as a line of `housing sigv4 --batch`. */
export function batchLine(request) {
  const pairs = request.query.flatMap(([name, values]) => values.map((value) => `${escape(name)}=${escape(value)}`));
  const lines = request.headers.flatMap(([name, values]) => values.map((value) => `${name}:${value}`));
  const address = request.path + (pairs.length ? `?${pairs.join('&')}` : '');
  return JSON.stringify({
    request: [`${request.method} ${address} HTTP/1.1`, ...lines, '', request.body].join('\n'),
    context: {
      credentials: { access_key_id: request.accessKey, secret_access_key: request.secretKey, token: request.token },
      region: request.region,
      service: request.service,
      timestamp: request.time.toISOString(),
      expiration_in_seconds: request.lifetime,
      sign_body: request.signBody,
    },
  });
}
