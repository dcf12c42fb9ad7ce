// Credentials of tasks as ECS gives them: an address that a task asks again when those it has end or are refused.
import { createServer } from 'node:http';
import { randomBytes } from 'node:crypto';
import { listen } from './process.mjs';

export class TaskCredentials {
  /** How often each role was asked for. */
  asked = {};
  /** The access keys given, newest last. */
  given = [];
  #token = randomBytes(16).toString('hex');

  constructor(moto, roles) {
    Object.assign(this, { moto, roles });
  }
  async begin() {
    const server = createServer(async (request, response) => {
      const role = request.url.slice(1);
      const arn = this.roles[role];
      if (!arn || request.headers.authorization !== this.#token) {
        response.statusCode = 403;
        return response.end('{"message":"no such role or a wrong token"}');
      }
      this.asked[role] = (this.asked[role] ?? 0) + 1;
      try {
        const { accessKey, secretKey, sessionToken, ends } = await this.moto.assume(arn, `${role}-task`.slice(0, 60));
        this.given.push(accessKey);
        const told = { AccessKeyId: accessKey, SecretAccessKey: secretKey, Token: sessionToken, Expiration: ends };
        return response.end(JSON.stringify({ RoleArn: arn, ...told }));
      } catch (error) {
        response.statusCode = 500;
        return response.end(JSON.stringify({ message: String(error) }));
      }
    });
    Object.assign(this, await listen(server));
  }
  /** What a task of the role is told. */
  variables = (role) => ({
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `${this.url}/${role}`,
    AWS_CONTAINER_AUTHORIZATION_TOKEN: this.#token,
  });
}
