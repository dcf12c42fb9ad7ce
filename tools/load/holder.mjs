// One process of clients that hold connections, told by its parent over IPC: {port, idle, senders, readers, big}.
//   idle     ask once, then say nothing; asked again at the end whether they are still there
//   senders  begin a request and go on by one byte a second, and begin anew when they are refused
//   readers  ask for far more than they read, one small piece a second
// Reports {event: 'held'} when all are there, on "look" {alive}, and ends on "end".
import { connect } from 'node:net';

const kPerTurn = 100; // connections opened at once: a listening queue is finite
const kPiece = 1024;
const kPipelined = 16;
const kRestMs = 5; // between openings
const kAliveMs = 20_000;

const sockets = { idle: [], senders: [], readers: [] };
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const requestOf = (path) => `GET ${path} HTTP/1.1\r\nHost: load\r\n\r\n`;
let ending = false;

const open = (port, options = {}) =>
  new Promise((done, failed) => {
    const socket = connect({ port, host: '127.0.0.1', ...options }, () => done(socket));
    socket.once('error', failed);
  });

/** Whether it answers a question within a while. */
const answers = (socket) =>
  new Promise((done) => {
    const finish = (is) => {
      clearTimeout(timer);
      done(is);
    };
    const timer = setTimeout(finish, kAliveMs, false);
    if (socket.destroyed) return finish(false);
    socket.once('data', (bytes) => finish(bytes.toString('latin1').startsWith('HTTP/1.1 200')));
    socket.once('close', () => finish(false));
    socket.write(requestOf('/health'));
  });

async function idle(port) {
  const socket = await open(port);
  socket.on('error', () => undefined);
  sockets.idle.push(socket);
  if (!(await answers(socket))) throw new Error('an idle client got no answer');
}

async function sender(port) {
  while (!ending) {
    const socket = await open(port).catch(() => undefined);
    if (!socket) return;
    sockets.senders.push(socket);
    socket.on('error', () => undefined);
    socket.resume();
    socket.write('GET /health HTTP/1.1\r\nX-Slow: ');
    while (!socket.destroyed && !ending) {
      socket.write('a');
      await pause(1000);
    }
    sockets.senders.splice(sockets.senders.indexOf(socket), 1);
  }
}

async function reader(port, big) {
  // A callback that gives false stops reading after each piece.
  const onread = { buffer: Buffer.alloc(kPiece), callback: () => false };
  const socket = await open(port, { onread });
  sockets.readers.push(socket);
  socket.on('error', () => undefined);
  socket.write(requestOf(big).repeat(kPipelined));
  const timer = setInterval(() => socket.resume(), 1000);
  socket.once('close', () => clearInterval(timer));
}

async function hold({ port, big, ...counts }) {
  const all = Object.entries({ idle, senders: sender, readers: reader }).flatMap(([name, make]) =>
    Array.from({ length: counts[name] }, () => () => make(port, big)),
  );
  const senders = counts.senders;
  for (let i = 0; i < all.length; i += kPerTurn) {
    // Who sends slowly never comes to an end: it is not waited for.
    const turn = all.slice(i, i + kPerTurn).map((make, k) => {
      const at = i + k;
      const going = make();
      return at >= counts.idle && at < counts.idle + senders ? undefined : going;
    });
    await Promise.all(turn);
    await pause(kRestMs);
  }
  process.send({ event: 'held' });
}

async function look() {
  const alive = (await Promise.all(sockets.idle.map(answers))).filter(Boolean).length;
  const readers = sockets.readers.filter((socket) => !socket.destroyed).length;
  process.send({ event: 'looked', alive, senders: sockets.senders.length, readers });
}

process.on('message', (message) => {
  if (message === 'look') void look();
  else if (message === 'end') process.exit(0);
  else
    hold(message).catch((error) => {
      process.send({ event: 'fault', what: String(error) });
    });
});
process.on('disconnect', () => {
  ending = true;
  process.exit(0);
});
