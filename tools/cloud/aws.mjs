// Calls of AWS's services by whoever's credentials: what the tools and the tests need of S3, SQS, EventBridge, IAM …
// A refusal or failure is an AwsError with the service's code. Nothing is retried.
import { request as send } from 'node:http';
import { escapedPath, queryText, signedHeaders } from './sign.mjs';

export class AwsError extends Error {
  constructor(what, status, code, text) {
    super(`${what}: ${status} ${code ?? ''} ${text.slice(0, 300)}`);
    Object.assign(this, { status, code });
  }
}

const kTargets = {
  sqs: ['AmazonSQS', '1.0'],
  secretsmanager: ['secretsmanager', '1.1'],
  ssm: ['AmazonSSM', '1.1'],
  events: ['AWSEvents', '1.1'],
  kms: ['TrentService', '1.1'],
  logs: ['Logs_20140328', '1.1'],
  ecs: ['AmazonEC2ContainerServiceV20141113', '1.1'],
};
const kVersions = { iam: '2010-05-08', sts: '2011-06-15', rds: '2014-10-31', monitoring: '2010-08-01' };

const codeOf = (headers, text) =>
  (/"__type"\s*:\s*"(?:[^"#]*#)?([^"]+)"/.exec(text) ?? /<Code>([^<]+)<\/Code>/.exec(text) ?? [])[1] ??
  headers['x-amzn-errortype']?.split(':')[0];

const answerOf = (address, { method, headers, body }) =>
  new Promise((done, failed) => {
    const request = send(address, { method, headers: { ...headers, 'content-length': Buffer.byteLength(body) } });
    request.once('error', failed);
    request.once('response', async (answer) => {
      const chunks = [];
      for await (const chunk of answer) chunks.push(chunk);
      done({ status: answer.statusCode, headers: answer.headers, bytes: Buffer.concat(chunks) });
    });
    request.end(body);
  });

export class Aws {
  /** `url`: where the services answer; `credentials`: {accessKey, secretKey, sessionToken}. */
  constructor(url, region, credentials) {
    Object.assign(this, { url, region, credentials, host: new URL(url).host });
  }
  as = (credentials) => new Aws(this.url, this.region, credentials);

  async send(service, what, { method = 'POST', path = '/', query = {}, headers = {}, body = '' }) {
    const { host, region, credentials } = this;
    const signed = signedHeaders({ method, host, path, query, headers, body, service, region }, credentials);
    const text = queryText(query);
    const answer = await answerOf(`${this.url}${path}${text && `?${text}`}`, { method, headers: signed, body });
    if (answer.status < 300) return answer;
    const words = answer.bytes.toString('utf8');
    throw new AwsError(what, answer.status, codeOf(answer.headers, words), words);
  }

  /** An operation of a service that speaks JSON: json('sqs', 'SendMessage', {…}). */
  async json(service, operation, input = {}) {
    const [target, version] = kTargets[service];
    const headers = { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': `${target}.${operation}` };
    const { bytes } = await this.send(service, operation, { headers, body: JSON.stringify(input) });
    return bytes.length ? JSON.parse(bytes.toString('utf8')) : {};
  }
  /** An operation of a service that speaks forms and XML; gives the XML's text. */
  async form(service, operation, input = {}) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = queryText({ Action: operation, Version: kVersions[service], ...input });
    return (await this.send(service, operation, { headers, body })).bytes.toString('utf8');
  }
  /** An operation of a service that speaks of resources in JSON: SES's second version, Scheduler, Lambda. */
  async rest(service, method, path, input) {
    const body = input === undefined ? '' : JSON.stringify(input);
    const headers = body ? { 'content-type': 'application/json' } : {};
    const { bytes } = await this.send(service, `${method} ${path}`, { method, path: escapedPath(path), headers, body });
    return bytes.length ? JSON.parse(bytes.toString('utf8')) : {};
  }

  s3(method, bucket, key = '', { body = '', query = {}, headers = {} } = {}) {
    const path = escapedPath(`/${bucket}${key && `/${key}`}`);
    return this.send('s3', `${method} ${bucket}/${key}`, { method, path, query, headers, body });
  }
  putObject = (bucket, key, body) => this.s3('PUT', bucket, key, { body });
  getObject = async (bucket, key) => (await this.s3('GET', bucket, key)).bytes;
  async keys(bucket, prefix = '') {
    const { bytes } = await this.s3('GET', bucket, '', { query: { 'list-type': 2, prefix } });
    return [...bytes.toString('utf8').matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => key);
  }
}
