// Somebody at a browser: keeps the cookie and the CSRF token as a page would, from an address of their own.
import { send } from '../../api/support/http.mjs';

export const kPassword = 'correct horse battery';
export const kCookie = '__Host-housing';
let addresses = 0;
const nextAddress = () => `10.${++addresses >> 8}.${addresses & 255}.1`;

/** A JSON call: {status, headers, json…}; `json` is undefined where there is no body. */
export async function call(base, method, path, body, headers = {}) {
  const text = body === undefined ? undefined : JSON.stringify(body);
  // The length too: Node sends none with DELETE.
  const described = text && { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(text)) };
  const answer = await send(base, path, { method, headers: { ...described, ...headers }, body: text });
  const json = answer.text && /json/.test(answer.type ?? '') ? answer.json : undefined;
  return { status: answer.status, headers: answer.headers, json, text: answer.text };
}

export class Person {
  cookie;
  csrf;
  /** The address it calls from, as the proxy tells: limits are by address. */
  address = nextAddress();

  constructor(server, email, password = kPassword) {
    Object.assign(this, { server, email, password });
  }
  headers(extra = {}) {
    return {
      'X-Forwarded-For': this.address,
      ...(this.cookie && { Cookie: `${kCookie}=${this.cookie}` }),
      ...(this.csrf && { 'X-CSRF-Token': this.csrf }),
      ...extra,
    };
  }
  async call(method, path, body, extra) {
    const answer = await call(this.server.base, method, `/api/v1${path}`, body, this.headers(extra));
    for (const set of answer.headers['set-cookie'] ?? []) {
      const value = new RegExp(`^${kCookie}=([^;]*)`).exec(set)?.[1];
      if (value !== undefined) this.cookie = value || undefined;
    }
    if (answer.json?.csrf) this.csrf = answer.json.csrf;
    return answer;
  }
  get = (path) => this.call('GET', path);
  /** The answer's JSON; an error unless it has this status. */
  async ok(method, path, body, status = 200) {
    const answer = await this.call(method, path, body);
    if (answer.status === status) return answer.json;
    throw new Error(`${method} ${path}: ${answer.status} instead of ${status}: ${answer.text}`);
  }
  register = (more = {}) =>
    this.call('POST', '/auth/register', { email: this.email, password: this.password, ...more });
  verify = (token) => this.call('POST', '/auth/verify', { token });
  login = (more = {}) => this.call('POST', '/auth/login', { email: this.email, password: this.password, ...more });
  notifications = async () => (await this.ok('GET', '/notifications')).notifications;
}
