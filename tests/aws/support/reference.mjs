// The same request signed by the signer of AWS's own JavaScript SDK.
import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';

class Sha256 {
  constructor(secret) {
    this.hash = secret ? createHmac('sha256', secret) : createHash('sha256');
  }
  update(data) {
    this.hash.update(data);
  }
  async digest() {
    return this.hash.digest();
  }
}

class Recording extends SignatureV4 {
  createCanonicalRequest(...all) {
    this.canonicalRequest = super.createCanonicalRequest(...all);
    return this.canonicalRequest;
  }
}

const kDigest = 'x-amz-content-sha256';
const joined = (values) => values.map((value) => value.trim()).join(',');

/** {header, query}, each with canonical_request and signature, as `housing sigv4 --json` has them. */
export async function reference(request) {
  const s3 = request.service === 's3';
  const signer = new Recording({
    service: request.service,
    region: request.region,
    credentials: {
      accessKeyId: request.accessKey,
      secretAccessKey: request.secretKey,
      ...(request.token && { sessionToken: request.token }),
    },
    sha256: Sha256,
    uriEscapePath: !s3,
    applyChecksum: s3 || request.signBody,
  });
  const plain = () => ({
    method: request.method,
    protocol: 'https:',
    hostname: 'unused.example.com',
    path: request.path,
    query: Object.fromEntries(request.query.map(([name, values]) => [name, values.length > 1 ? values : values[0]])),
    headers: Object.fromEntries(request.headers.map(([name, values]) => [name, joined(values)])),
    body: request.body,
  });
  const signed = await signer.sign(plain(), { signingDate: request.time });
  const header = {
    canonical_request: signer.canonicalRequest,
    signature: /Signature=(\w+)$/.exec(signed.headers.authorization)[1],
    authorization: signed.headers.authorization,
  };

  const toPresign = plain();
  if (s3) toPresign.headers[kDigest] = 'UNSIGNED-PAYLOAD';
  const presigned = await signer.presign(toPresign, {
    signingDate: request.time,
    expiresIn: request.lifetime,
    unhoistableHeaders: new Set([kDigest, ...request.headers.map(([name]) => name.toLowerCase())]),
    unsignableHeaders: new Set([kDigest]),
  });
  const query = { canonical_request: signer.canonicalRequest, signature: presigned.query['X-Amz-Signature'] };
  return { header, query };
}
