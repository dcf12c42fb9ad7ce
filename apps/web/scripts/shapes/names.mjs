// Names of all places of a level, as the API labels them (src/places/gazetteer.cpp), for places that no answer names:
// those without a value. ZIP codes share the names of their towns.

const label = (place) => {
  const state = place.parents.find(({ type }) => type === 'state');
  const after = state ? `, ${state.aliases[0]}` : '';
  if (place.type === 'zip') return `${place.city}${after}`;
  return place.type === 'county' ? `${place.name}${after}` : place.name;
};

/** {codes, labels}: one label a place; of ZIP codes {codes, towns, of}: numbers of towns. Codes ascend. */
export function namesOf(level, places) {
  const own = places.filter(({ type }) => type === level).sort((a, b) => (a.code < b.code ? -1 : 1));
  const codes = own.map(({ code }) => code);
  if (level !== 'zip') return { codes, labels: own.map(label) };
  const numbers = new Map();
  const of = own.map((place) => {
    const town = label(place);
    if (!numbers.has(town)) numbers.set(town, numbers.size);
    return numbers.get(town);
  });
  return { codes: codes.join(''), towns: [...numbers.keys()], of };
}
