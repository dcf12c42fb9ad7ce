// Small questions about places and titles that several parts of the gazetteer ask.

export const flags = { metropolitan: 1, micropolitan: 2, former: 4 };

/** Where places are on average, weighted by population; {} when none has a position. */
export function mean(places) {
  const known = places.filter((place) => place.latitude !== undefined);
  if (known.length === 0) return {};
  const weight = (place) => place.population || 1;
  const total = known.reduce((sum, place) => sum + weight(place), 0);
  const average = (key) => known.reduce((sum, place) => sum + place[key] * weight(place), 0) / total;
  return { latitude: average('latitude'), longitude: average('longitude') };
}

/** The population of all of them. */
export function sumOf(places) {
  return places.reduce((sum, place) => sum + place.population, 0);
}

/** "Cincinnati, OH-KY-IN" -> ["OH", "KY", "IN"] */
export function statesOfTitle(title) {
  return title.slice(title.lastIndexOf(', ') + 2).split('-');
}

/** "Nashville-Davidson--Murfreesboro--Franklin, TN" -> "Nashville" */
export function firstCity(title) {
  return title.slice(0, title.lastIndexOf(', ')).split(/-|\//)[0];
}
