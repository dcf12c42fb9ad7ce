// What readers ask, by kind, over the places that an installation has. The same seed gives the same questions.
const kMetrics = ['home_value', 'rent', 'inventory'];
const kWords = ['san fr', 'new y', 'chicgo', 'austin', '941', 'los ang', 'seatle', 'houston', 'king co', 'miami'];
const kTypes = ['state', 'metro', 'county'];

/** Numbers from 0 up to 1, by mulberry32. */
export function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Ids of places that have home values, dearest first, at most `limit` of a type. */
export async function placesOf(base, limit = 50) {
  const ids = [];
  for (const type of ['metro', 'county', 'state']) {
    const answer = await fetch(`${base}/api/v1/rankings?type=${type}&metric=home_value&limit=${limit}`);
    if (answer.ok) ids.push(...(await answer.json()).rows.map(({ region }) => region));
  }
  return ids;
}

/**
 * {kind: () => path}. A kind's paths do not repeat soon where the answer is to be made anew: `last` and dates differ.
 * Slow ones (forecast, similar, picture) are made apart from the threads that serve the rest.
 */
export function kinds(places, random) {
  const any = (list) => list[Math.floor(random() * list.length)];
  const number = (from, to) => from + Math.floor(random() * (to - from + 1));
  const month = () => `${number(2008, 2021)}-${String(number(1, 12)).padStart(2, '0')}`;
  const place = () => any(places);
  const metro = () => any(places.filter((id) => id.startsWith('metro')));
  return {
    cached: () => `/api/v1/series?region=us&metric=home_value&last=${number(24, 26)}`,
    page: () => any(['/', '/map', '/screener', `/region/${metro()}`]),
    search: () =>
      `/api/v1/regions?q=${encodeURIComponent(any(kWords) + any(['', 'a', 'e', 'i']))}&limit=${number(5, 30)}`,
    place: () => `/api/v1/regions/${place()}`,
    series: () => `/api/v1/series?region=${place()},${place()}&metric=${any(kMetrics)}&last=${number(12, 300)}`,
    wide: () =>
      `/api/v1/series?region=${Array.from({ length: 12 }, place)}&metric=home_value,rent&last=${number(200, 300)}`,
    change: () => `/api/v1/series?region=${place()}&metric=home_value&transform=yoy&last=${number(12, 300)}`,
    ranking: () => `/api/v1/rankings?type=metro&metric=home_value&limit=${number(5, 200)}&period=${month()}`,
    map: () => `/api/v1/map?type=${any(kTypes)}&metric=home_value&classes=${number(3, 9)}&period=${month()}`,
    screen: () =>
      `/api/v1/screener?type=metro&where=${encodeURIComponent(`yoy(home_value) >= ${(random() * 10 - 5).toFixed(3)}`)}`,
    compare: () => `/api/v1/compare?region=${place()},${place()}&metric=home_value`,
    forecast: () => `/api/v1/forecast?region=${place()}&metric=home_value&horizon=${number(3, 24)}`,
    similar: () => `/api/v1/similar?region=${metro()}&limit=${number(5, 50)}`,
    picture: () => `/api/v1/chart.png?region=${place()}&metric=home_value&last=${number(24, 300)}`,
  };
}

/** How often each is asked of a hundred: most answers are at hand, some are made, few are slow. */
export const kMix = { cached: 40, page: 15, search: 10, place: 8, series: 8, change: 5, map: 4, ranking: 4, screen: 3 };
export const kSlowMix = { forecast: 1, similar: 1, picture: 1 };

/** A question of a mix: {kind, path}. */
export function ask(makers, mix, random) {
  const all = Object.entries(mix);
  let left = random() * all.reduce((sum, [, weight]) => sum + weight, 0);
  const [kind] = all.find(([, weight]) => (left -= weight) < 0) ?? all[0];
  return { kind, path: makers[kind]() };
}
