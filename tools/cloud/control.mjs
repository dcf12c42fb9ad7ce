// What a running stack can be asked from another terminal, over HTTP on loopback: fire a schedule, show the mails, the
// queues. Its address stands in a file of the run's folder while the stack runs.
import { createServer } from 'node:http';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listen } from './process.mjs';

const fileIn = (folder) => join(folder, 'control.json');
const kQueues = ['import', 'publish', 'alerts', 'mail', 'export'];

async function depths(stack) {
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'];
  const depth = async (name) => {
    const QueueUrl = stack.queueUrl(name);
    const { Attributes } = await stack.aws.json('sqs', 'GetQueueAttributes', { QueueUrl, AttributeNames: names });
    const [waiting, inHand] = names.map((each) => Number(Attributes[each]));
    return { waiting, inHand };
  };
  const told = {};
  for (const name of kQueues) {
    const { waiting: dead } = await depth(`jobs-${name}-queue-dlq`);
    told[name] = { ...(await depth(`jobs-${name}-queue`)), dead };
  }
  return told;
}

export class Control {
  constructor(stack) {
    this.stack = stack;
  }
  async begin() {
    const { stack } = this;
    const answers = {
      'POST /fire': (name) => stack.scheduler.fire(name),
      'GET /schedules': async () => stack.scheduler.names(),
      'GET /mails': () => stack.moto.mails(),
      'GET /queues': () => depths(stack),
    };
    const server = createServer(async (request, response) => {
      const [, what, name] = request.url.split('/');
      const answer = answers[`${request.method} /${what}`];
      response.setHeader('content-type', 'application/json');
      try {
        if (!answer) throw new Error(`nothing is at ${request.url}`);
        response.end(JSON.stringify((await answer(name)) ?? null));
      } catch (error) {
        response.statusCode = 400;
        response.end(JSON.stringify({ error: error.message }));
      }
    });
    Object.assign(this, await listen(server));
    writeFileSync(fileIn(stack.folder), JSON.stringify({ url: this.url, pid: process.pid }));
  }
  async stop() {
    rmSync(fileIn(this.stack.folder), { force: true });
    await this.close?.();
  }
}

/** Asks the stack that runs in a folder. */
export async function ask(folder, method, path) {
  let url;
  try {
    ({ url } = JSON.parse(readFileSync(fileIn(folder), 'utf8')));
  } catch {
    throw new Error(`nothing runs in ${folder}: start it with \`make cloud\``);
  }
  const answer = await fetch(`${url}${path}`, { method });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.error);
  return told;
}
