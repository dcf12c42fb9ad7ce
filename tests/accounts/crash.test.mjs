// Workers that are killed at any moment, messages delivered twice, a mail folder that is full: no mail is lost, and
// what comes twice is the same mail.
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import test from 'node:test';
import { Installation } from './support/installation.mjs';
import { Person } from './support/person.mjs';
import { pause, run } from './support/process.mjs';
import { Smtp, whyNotSmtp } from './support/servers.mjs';

const kMails = 60;
const kKills = 14;
const kAtOnce = 8;

async function registerMany(server) {
  const emails = Array.from({ length: kMails }, (_, i) => `person-${i}@example.org`);
  const rest = [...emails];
  await Promise.all(
    Array.from({ length: kAtOnce }, async () => {
      for (let email = rest.pop(); email; email = rest.pop())
        assert.equal((await new Person(server, email).register()).status, 201);
    }),
  );
  return emails;
}

/** Kills workers at random moments after a few mails of `arrived()`, then lets one finish; what died meanwhile an
 * admin tries again. */
async function killUntilDrained(home, arrived) {
  let killed = 0;
  for (let i = 0; i < kKills; ++i) {
    const enough = arrived() + Math.floor(Math.random() * 5);
    const worker = home.startWork('--once');
    let ended = false;
    worker.ended.then(() => {
      ended = true;
    });
    while (!ended && arrived() < enough) await pause(1);
    await pause(Math.random() * 4);
    const { signal } = await worker.kill();
    if (signal === 'SIGKILL') ++killed;
    await home.heldIsOver();
  }
  await home.workOk();
  const [[dead]] = await home.sql('SELECT count(*) FROM queue_messages WHERE dead_at IS NOT NULL');
  await home.sql('UPDATE queue_messages SET dead_at = NULL, attempts = 0, visible_at = 0');
  await home.workOk();
  const [[left]] = await home.sql("SELECT count(*) FROM mails WHERE state <> 'sent'");
  assert.equal(left, 0);
  return { killed, dead };
}
const mailsIn = (folder) => readdirSync(folder).filter((name) => name.endsWith('.eml')).length;
const perAddress = (letters) => {
  const ids = {};
  for (const { to, id } of letters) (ids[to] ??= []).push(id);
  return ids;
};

test('killed workers: in the folder every mail is there once', async (context) => {
  const home = new Installation();
  const emails = await registerMany(await home.serve('--no-access-log'));
  const { killed, dead } = await killUntilDrained(home, () => mailsIn(home.mailFolder));
  const ids = perAddress(home.letters());
  assert.deepEqual(Object.keys(ids).sort(), [...emails].sort());
  assert.equal(home.letters().length, kMails);
  assert.ok(killed >= 3, `only ${killed} workers were killed at work`);
  context.diagnostic(`${killed} of ${kKills} workers killed at work, ${dead} messages died, 0 mails twice`);
});

test(
  'killed workers: by SMTP every mail arrives, and twice only as the same mail',
  { skip: whyNotSmtp },
  async (context) => {
    const smtp = await Smtp.start();
    const home = new Installation({ HOUSING_MAIL_URL: smtp.url });
    const emails = await registerMany(await home.serve('--no-access-log'));
    const { killed, dead } = await killUntilDrained(home, () => mailsIn(smtp.folder));
    const ids = perAddress(smtp.letters());
    assert.deepEqual(Object.keys(ids).sort(), [...emails].sort());
    for (const [email, own] of Object.entries(ids)) assert.equal(new Set(own).size, 1, `${email} has one Message-ID`);
    const twice = smtp.letters().length - kMails;
    assert.ok(
      twice <= killed,
      `${twice} mails came twice with ${killed} workers killed: at most the one in hand of each`,
    );
    context.diagnostic(`${killed} of ${kKills} workers killed at work, ${dead} messages died, ${twice} mails twice`);
  },
);

test('one SQLite file is the same for the server and for every command beside it', async () => {
  const home = new Installation();
  const server = await home.serve();
  for (let i = 0; i < 4; ++i) {
    const email = `person-${i}@example.org`;
    const person = await home.add(server, email); // written by a command, read by the server
    await person.ok('PATCH', '/me', { name: `Person ${i}` }); // and the other way round
    assert.equal((await person.register({ email: `new-${i}@example.org` })).status, 201);
    assert.match(await home.ok('user list'), new RegExp(`unverified\\tnew-${i}@example`));
  }
  const names = await home.sql("SELECT name FROM users WHERE email LIKE 'person%' ORDER BY name");
  assert.deepEqual(names.flat(), ['Person 0', 'Person 1', 'Person 2', 'Person 3']);
  assert.deepEqual((await home.sql('PRAGMA integrity_check')).flat(), ['ok']);
});

test('the same work twice in the queue, for two workers at once, is one mail', async () => {
  const home = new Installation();
  const server = await home.serve();
  const ann = new Person(server, 'ann@example.org');
  await ann.register();
  const [[key]] = await home.sql('SELECT key FROM mails');
  const message = (id) => [
    'INSERT INTO queue_messages (id, queue, key, body, visible_at, enqueued_at, attempts) ' +
      "VALUES (?, 'mail', ?, ?, 0, 0, 1)",
    [id, key, JSON.stringify({ mail: key })],
  ];
  await home.sql(message('again-1'), message('again-2'), message('again-3'));
  // Who meets a message that comes again while the mail is being sent leaves it for later, and says so.
  await Promise.all([home.work(), home.work()]);
  await home.heldIsOver();
  await home.sql(message('again-4'));
  await home.workOk();
  assert.equal(home.lettersTo(ann.email).length, 1);
  assert.deepEqual(await home.sql('SELECT id FROM queue_messages'), []);
});

test('the outbox handed over twice is one mail', async () => {
  const home = new Installation();
  const ann = new Person(await home.serve(), 'ann@example.org');
  await ann.register();
  const outbox = 'CREATE TABLE kept AS SELECT * FROM outbox';
  await home.sql(outbox);
  await home.workOk();
  await home.sql('INSERT INTO outbox SELECT * FROM kept');
  await home.workOk();
  assert.equal(home.lettersTo(ann.email).length, 1);
});

// A file system of its own where we may mount one, else a folder nobody may write to (which does not stop root).
async function fullFolder(home) {
  mkdirSync(home.mailFolder, { recursive: true });
  const mounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=8k', 'tmpfs', home.mailFolder]).catch(() => ({
    code: 1,
  }));
  if (mounted.code === 0) {
    const path = `${home.mailFolder}/filler`;
    await run('dd', ['if=/dev/zero', `of=${path}`, 'bs=1k']);
    return {
      mend: async () => rmSync(path),
      end: () => run('umount', [home.mailFolder]),
    };
  }
  if (process.geteuid() === 0) return undefined;
  chmodSync(home.mailFolder, 0o500);
  return { mend: async () => chmodSync(home.mailFolder, 0o700), end: async () => {} };
}

test('a full disk puts mails off, and they come once it is not', async (context) => {
  const home = new Installation();
  const ann = new Person(await home.serve(), 'ann@example.org');
  const full = await fullFolder(home);
  if (!full) return context.skip('root is stopped by no read-only folder, and mounting a tmpfs is not allowed here');
  try {
    await ann.register();
    const first = await home.work();
    assert.equal(first.code, 1);
    assert.match(first.stderr, /cannot keep the mail.*(No space left|Permission denied)/);
    assert.deepEqual(home.letters(), []);
    const [[attempts, visible, reason]] = await home.sql('SELECT attempts, visible_at, reason FROM queue_messages');
    assert.equal(attempts, 1);
    assert.ok(visible > Date.now() + 5000, 'tried again later');
    assert.match(reason, /cannot keep the mail/);
    await full.mend();
    await home.heldIsOver();
    await home.workOk();
    assert.equal(home.lettersTo(ann.email).length, 1);
  } finally {
    await full.end();
  }
});
