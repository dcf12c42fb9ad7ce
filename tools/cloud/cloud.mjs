#!/usr/bin/env node
// The system of the infrastructure code on this machine, without Docker and without an account: see usage below.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeFixtures } from '../../tests/api/support/fixtures.mjs';
import { Control, ask } from './control.mjs';
import { readMail } from './mail_text.mjs';
import { installMoto } from './moto.mjs';
import { projectRoot } from './process.mjs';
import { Stack, defaultProgram, webFolder, whyNot } from './stack.mjs';

const usage = `usage: node tools/cloud/cloud.mjs COMMAND

  up              start PostgreSQL, Redis, moto_server and nginx on loopback, create what the infrastructure code's
                  template says, run two API processes and the functions; Ctrl-C ends all of it
  fire SCHEDULE   what EventBridge Scheduler would do at that schedule's time, now: import-fhfa, digest, …
  schedules       their names
  mails           the mails that SES took, oldest first
  queues          how many messages wait, are in hand, are dead

  PORT=8080       up: where nginx listens
  FROM=DIR        up: publishers' files; without it small files with invented numbers are made
  ENVIRONMENT=dev up: whose template (dev, staging)
`;
const folder = join(projectRoot, 'build/cloud');
const kDefaultPort = 8080;

async function up() {
  installMoto();
  const environment = process.env.ENVIRONMENT || 'dev';
  const missing = whyNot(environment);
  if (missing) throw new Error(missing);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const invented = join(folder, 'publishers');
  if (!process.env.FROM) writeFixtures(invented);
  const stack = new Stack({
    folder,
    environment,
    program: defaultProgram,
    publicUrl: 'here',
    publishers: process.env.FROM || invented,
    webFolder: existsSync(webFolder) ? webFolder : undefined,
    port: Number(process.env.PORT || kDefaultPort),
  });
  const control = new Control(stack);
  let stopping;
  const stop = () => {
    stopping ??= (async () => {
      console.log('cloud: stopping');
      await control.stop();
      await stack.stop();
    })();
    return stopping;
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop().then(() => process.exit(0)));
  try {
    await stack.begin();
    await control.begin();
    stack.scheduler.begin();
  } catch (error) {
    await stop();
    throw error;
  }
  const command = 'node tools/cloud/cloud.mjs';
  const whose = process.env.FROM
    ? `publishers' files: ${process.env.FROM}`
    : 'its numbers are invented; FROM=DIR takes real files';
  console.log(`cloud: ${stack.publicUrl}/ (dashboard and API, by nginx over two processes; Ctrl-C ends all)
cloud: data comes with an import:  ${command} fire import-fhfa   (import-fred, import-zillow)
cloud: ${whose}
cloud: mails SES took:             ${command} mails
cloud: queues:                     ${command} queues
cloud: logs of every process:      ${join(folder, 'logs')}`);
}

async function main([what, name]) {
  if (what === 'up') return up();
  if (what === 'schedules' || what === 'queues') {
    const told = await ask(folder, 'GET', `/${what}`);
    return what === 'queues' ? console.table(told) : console.log(told.join('\n'));
  }
  if (what === 'fire' && name) return console.log(JSON.stringify(await ask(folder, 'POST', `/fire/${name}`)));
  if (what === 'mails') {
    for (const { to, subject, text } of (await ask(folder, 'GET', '/mails')).map(readMail))
      console.log(`To: ${to}\nSubject: ${subject}\n\n${text}\n${'-'.repeat(72)}`);
    return undefined;
  }
  process.stdout.write(usage);
  if (what !== '--help') process.exitCode = 2;
  return undefined;
}

main(process.argv.slice(2)).catch((error) => {
  console.error(`cloud: ${error.message}`);
  process.exitCode = 1;
});
