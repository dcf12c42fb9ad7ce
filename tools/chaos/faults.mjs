// The faults, one after the other: what is done to the running system, and how it is undone. What must hold meanwhile
// is the same for all (report.mjs, which also says what the `…May…` are).
//
// A fault: {name, part, does, needsDisk, readsMayFail, writesMayFail, mailsMayRepeat, releasesItself, begin(chaos),
// end(chaos), says()}. `chaos` has the stack, the disks, hold(), and release(): a publisher's release is on its way,
// which the runner does where a fault does not say `releasesItself`.
import { pause, until } from '../cloud/process.mjs';
import { Standby } from '../cloud/standby.mjs';

const kTakenBackMs = 2500; // after which nginx asks a process again that had failed: it counts whole seconds
const kSlow = { databaseMs: 50, cacheMs: 20, awsMs: 200 };
const kKillEveryMs = 300;
const kLogBytes = 1_000_000;
const kAtWorkSeconds = 20;

/** A function held in the middle of a call, then killed: what it had in hand has to come again. */
function killedInside(job, call, what) {
  return {
    name: `${job} killed inside`,
    part: `function ${job}`,
    does: `kill -9 while ${what}`,
    releasesItself: true,
    mailsMayRepeat: job === 'mail',
    async begin({ stack, release }) {
      let free;
      const letGo = new Promise((done) => (free = done));
      const held = stack.faults.add({ ...call, kind: 'hold', until: letGo });
      await release();
      await until(() => held.used === 1, kAtWorkSeconds, what);
      const { pids } = stack.functions[job];
      for (const pid of pids) process.kill(pid, 'SIGKILL');
      const gone = () => !stack.functions[job].pids.some((pid) => pids.includes(pid));
      await until(gone, kAtWorkSeconds, 'they end'); // or the call would still go through
      free();
    },
    async end() {},
  };
}

export const faults = [
  {
    name: 'API process killed',
    part: 'API',
    writesMayFail: true,
    does: 'kill -9 of one, then of the other, each started again',
    async begin({ stack, hold }) {
      for (const i of stack.api.keys()) {
        await stack.api[i].stop('SIGKILL');
        await hold(0.5);
        await stack.startApi(i);
        await pause(kTakenBackMs);
      }
    },
    async end() {},
  },
  {
    name: 'API process replaced',
    part: 'API',
    writesMayFail: true,
    does: 'SIGTERM, as a deployment or Spot does, each in turn',
    async begin({ stack, hold }) {
      for (const i of stack.api.keys()) {
        await stack.api[i].stop('SIGTERM');
        await hold(0.25);
        await stack.startApi(i);
        await pause(kTakenBackMs);
      }
    },
    async end() {},
  },
  {
    name: 'API process stands still',
    part: 'API',
    writesMayFail: true,
    does: 'SIGSTOP of one, then SIGCONT; the balancer does not know',
    async begin({ stack }) {
      process.kill(stack.api[0].pid, 'SIGSTOP');
    },
    async end({ stack }) {
      process.kill(stack.api[0].pid, 'SIGCONT');
    },
  },
  {
    name: 'PostgreSQL crashes',
    part: 'database',
    mailsMayRepeat: true,
    writesMayFail: true,
    does: 'kill -9 of the server, started again on the same files',
    async begin({ stack }) {
      await stack.postgres.process.stop('SIGKILL');
    },
    async end({ stack }) {
      await stack.postgres.start();
    },
  },
  {
    name: 'database says nothing',
    part: 'network',
    mailsMayRepeat: true,
    writesMayFail: true,
    does: 'connections to PostgreSQL stay open, nothing goes through',
    async begin({ stack }) {
      stack.links.database.isSilent = true;
    },
    async end({ stack }) {
      stack.links.database.mend();
    },
  },
  {
    name: 'Redis is lost',
    part: 'cache',
    does: 'kill -9, started again empty',
    async begin({ stack }) {
      await stack.redis.process.stop('SIGKILL');
    },
    async end({ stack }) {
      await stack.redis.begin();
    },
  },
  {
    name: 'cache says nothing',
    part: 'network',
    does: 'connections to Redis stay open, nothing goes through',
    async begin({ stack }) {
      stack.links.cache.isSilent = true;
    },
    async end({ stack }) {
      stack.links.cache.mend();
    },
  },
  {
    name: 'AWS is away',
    part: 'S3, SQS, SES, Secrets',
    does: 'stopped in the middle of an import, started again',
    releasesItself: true,
    async begin({ stack, release }) {
      await release();
      const { calls } = stack.faults;
      const before = calls.length;
      await until(() => calls.slice(before).some(({ method }) => method === 'PUT'), kAtWorkSeconds, 'an upload');
      await stack.moto.process.stop('SIGTERM'); // its state is kept, as AWS keeps its own
    },
    async end({ stack }) {
      await stack.moto.begin();
    },
  },
  {
    name: 'collector is away',
    part: 'telemetry',
    does: 'traces go nowhere',
    async begin({ stack }) {
      await stack.collector.close();
    },
    async end({ stack }) {
      await stack.collector.begin(stack.collector.port);
    },
  },
  killedInside('import', { service: 's3', method: 'PUT' }, 'an upload is under way'),
  killedInside('publish', { service: 's3', method: 'PUT', path: /current\.json/ }, 'the pointer is being moved'),
  killedInside('mail', { service: 'ses' }, 'a mail is being handed over'),
  {
    name: 'functions killed at random',
    part: 'functions',
    mailsMayRepeat: true,
    does: `kill -9 of whatever function runs, every ${kKillEveryMs} ms`,
    releasesItself: true,
    async begin({ stack, release, hold }) {
      const all = Object.values(stack.functions);
      let running = true;
      this.kills = 0;
      const killing = (async () => {
        while (running) {
          await pause(kKillEveryMs);
          const busy = all.filter(({ pids }) => pids.length > 0);
          const one = busy[Math.floor(Math.random() * busy.length)];
          for (const pid of one?.pids ?? []) {
            process.kill(pid, 'SIGKILL');
            this.kills += 1;
          }
        }
      })();
      await release();
      await hold();
      running = false;
      await killing;
    },
    async end() {},
    says() {
      return `${this.kills} kills`;
    },
  },
  {
    name: 'disk of the program is full',
    part: 'disk',
    does: 'data folders of API and functions have no byte left',
    needsDisk: 'program',
    async begin({ disks }) {
      disks.program.fill();
    },
    async end({ disks }) {
      disks.program.free();
    },
  },
  {
    name: 'disk of PostgreSQL is full',
    part: 'disk',
    mailsMayRepeat: true,
    writesMayFail: true,
    does: 'its log cannot grow, it ends; freed and started again',
    needsDisk: 'database',
    async begin({ stack, disks }) {
      disks.database.fill();
      const log = `SELECT pg_logical_emit_message(false, '', repeat('x', ${kLogBytes})) FROM generate_series(1, 1000)`;
      await stack.postgres.sql(log).catch(() => undefined); // until there is room for no more of it
      const ended = stack.postgres.process.log();
      if (!ended.includes('No space left')) throw new Error(`PostgreSQL had room left: ${ended.slice(-500)}`);
    },
    async end({ stack, disks }) {
      disks.database.free();
      if (!stack.postgres.process.isRunning()) await stack.postgres.start();
    },
  },
  {
    name: 'slow network',
    part: 'network',
    does: `${kSlow.databaseMs} ms each way to the database, ${kSlow.cacheMs} to the cache, ${kSlow.awsMs} to AWS`,
    async begin({ stack }) {
      stack.links.database.delayMs = kSlow.databaseMs;
      stack.links.cache.delayMs = kSlow.cacheMs;
      stack.faults.add({ kind: 'late', ms: kSlow.awsMs, times: Infinity });
    },
    async end({ stack }) {
      stack.links.database.mend();
      stack.links.cache.mend();
      stack.faults.clear();
    },
  },
  {
    // Late, since the standby is on no small disk.
    name: 'PostgreSQL primary is lost',
    part: 'database',
    mailsMayRepeat: true,
    writesMayFail: true,
    does: 'kill -9 and its files gone; the synchronous standby takes over, the name leads to it',
    async begin({ stack }) {
      const lost = stack.postgres;
      this.standby = new Standby(stack.processes);
      await this.standby.follow(lost);
      await lost.process.stop('SIGKILL');
      await lost.stop();
    },
    async end({ stack }) {
      await this.standby.promote();
      stack.postgres = this.standby;
      stack.links.database.targetPort = this.standby.port;
    },
  },
  {
    name: 'power cut',
    part: 'everything',
    mailsMayRepeat: true,
    writesMayFail: true,
    does: 'kill -9 of API, functions, PostgreSQL, Redis; all started again',
    readsMayFail: true,
    async begin({ stack }) {
      const pids = Object.values(stack.functions).flatMap((each) => each.pids);
      for (const pid of pids) process.kill(pid, 'SIGKILL');
      const servers = [...stack.api, stack.postgres.process, stack.redis.process];
      await Promise.all(servers.map((each) => each.stop('SIGKILL')));
    },
    async end({ stack }) {
      await Promise.all([stack.postgres.start(), stack.redis.begin()]);
      await Promise.all(stack.api.map((_, i) => stack.startApi(i)));
    },
  },
];
