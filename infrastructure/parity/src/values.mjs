// Small helpers with which the kinds say what they compare. A value is compared as JSON with sorted keys.

export const sorted = (list) => [...(list ?? [])].map(String).sort();
export const number = (value) => (value === undefined || value === null ? undefined : Number(value));
export const flag = (value) => value === true || value === 'true' || value === 'enabled' || value === 'Enabled';
export const json = (value) => (typeof value === 'string' ? JSON.parse(value) : value);
export const first = (list) => list?.[0];
export const noDot = (name) => name?.replace(/\.$/, '');

export function stable(value) {
  if (Array.isArray(value)) return value.map(stable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, stable(value[key])]),
  );
}

export const same = (a, b) => JSON.stringify(stable(a)) === JSON.stringify(stable(b));
