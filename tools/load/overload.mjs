// Far more questions than the processors can answer: what is refused, how, and how soon the others are answered.
import { pause } from '../cloud/process.mjs';
import { Sampler, sampleFor, summary } from './sampler.mjs';
import { crowd } from './wrk.mjs';

// Two kinds of flood: slow questions, which wait for a pool of threads; and answers made by the threads that serve all.
const floods = { slow: ['forecast', 'picture'], made: ['wide'] };
const kPaths = 100_000; // so that hardly any is asked twice and found in a cache
const kSettleSeconds = 3; // until an overload is told from a burst

const pathsOf = (makers, names) => Array.from({ length: kPaths }, (_, i) => makers[names[i % names.length]]());

/**
 * {flood, crowd, quiet, loaded}: what the crowd got; by kind, what a few readers saw before and during it.
 * @param {{processes, base: string, port: number, makers, connections: number, seconds: number}} options
 */
export async function overload(flood, { processes, base, port, makers, connections, seconds }) {
  const watched = { health: () => '/health/ready', cached: makers.cached, ...pick(makers, floods[flood]) };
  const quiet = await sampleFor(seconds, port, watched);
  const { answers } = crowd(processes, base, pathsOf(makers, floods[flood]), {
    connections,
    seconds: Math.ceil(seconds + 2 * kSettleSeconds),
  });
  await pause(kSettleSeconds * 1000);
  const sampler = new Sampler(port, watched);
  sampler.begin();
  await pause(seconds * 1000);
  const loaded = await sampler.end();
  const by = (seen) => Object.fromEntries(Object.keys(watched).map((kind) => [kind, summary(seen, kind)]));
  return { flood, crowd: await answers, quiet: by(quiet), loaded: by(loaded), seen: loaded };
}

const pick = (all, names) => Object.fromEntries(names.map((name) => [name, all[name]]));
