// Alternating rounds: every contender once a round, the order turned round each time, so that a noisy minute and a warm
// cache hit all of them alike. Contenders are {name, measure}; measure() gives one sample.

export async function alternate(contenders, rounds, progress = () => {}) {
  const samples = new Map(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? contenders : [...contenders].reverse();
    for (const { name, measure } of order) {
      progress(`round ${round + 1} of ${rounds}: ${name}`);
      samples.get(name).push(await measure(round));
    }
  }
  return samples;
}
