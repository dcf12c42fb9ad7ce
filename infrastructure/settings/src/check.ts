// Reads foreign JSON into typed values. Every problem is gathered, each with its file and field, so that one run tells
// the whole of what to correct.

export class SettingsError extends Error {}

export interface Reader<T> {
  read(value: unknown, at: string, report: Report): T;
}
export type Report = (at: string, problem: string) => void;
export type Read<R> = R extends Reader<infer T> ? T : never;

const shown = (value: unknown) => (value === undefined ? "is missing" : `is ${JSON.stringify(value)}`);

// A reader of values for which `holds` is true; `wanted` completes the sentence "write …".
function simple<T>(holds: (value: unknown) => boolean, wanted: string): Reader<T> {
  return {
    read(value, at, report) {
      if (!holds(value)) report(at, `${shown(value)}; write ${wanted}`);
      return value as T;
    },
  };
}

export const flag = simple<boolean>((value) => typeof value === "boolean", "true or false");

export const number = (least: number, most: number) =>
  simple<number>(
    (value) => typeof value === "number" && value >= least && value <= most,
    `a number from ${least} to ${most}`,
  );

export const whole = (least: number, most: number) =>
  simple<number>(
    (value) => Number.isInteger(value) && (value as number) >= least && (value as number) <= most,
    `a whole number from ${least} to ${most}`,
  );

export const text = (pattern: RegExp, wanted: string) =>
  simple<string>((value) => typeof value === "string" && pattern.test(value), wanted);

export const oneOf = <const T extends string>(...values: T[]) =>
  simple<T>((value) => values.includes(value as T), values.map((value) => `"${value}"`).join(" or "));

export const list = <T>(item: Reader<T>): Reader<T[]> => ({
  read(value, at, report) {
    if (Array.isArray(value)) return value.map((each, index) => item.read(each, `${at}[${index}]`, report));
    report(at, `${shown(value)}; write a list`);
    return [];
  },
});

export const optional = <T>(inner: Reader<T>): Reader<T | undefined> => ({
  read: (value, at, report) => (value === undefined ? undefined : inner.read(value, at, report)),
});

type Fields = Record<string, Reader<unknown>>;

// An object of exactly these fields: an unknown one is most often a slip of the pen.
export function object<F extends Fields>(fields: F): Reader<{ [K in keyof F]: Read<F[K]> }> {
  return {
    read(value, at, report) {
      const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
      if (!isObject) report(at, `${shown(value)}; write an object`);
      const given = (isObject ? value : {}) as Record<string, unknown>;
      const inside = (name: string) => (at ? `${at}.${name}` : name);
      for (const name of Object.keys(given)) {
        if (!(name in fields)) report(inside(name), `is not a setting; there are ${Object.keys(fields).join(", ")}`);
      }
      if (!isObject) return {} as never;
      const entries = Object.entries(fields).map(([name, field]) => {
        return [name, field.read(given[name], inside(name), report)];
      });
      return Object.fromEntries(entries) as never;
    },
  };
}

// Reads the whole of a file's value, then lets `furtherRules` look at what was read; throws with every problem found.
export function readAll<T>(
  file: string,
  value: unknown,
  reader: Reader<T>,
  furtherRules: (value: T, report: Report) => void = () => {},
): T {
  const problems: string[] = [];
  const report: Report = (at, problem) => problems.push(`${file}: ${at || "the file"} ${problem}`);
  const result = reader.read(value, "", report);
  if (problems.length === 0) furtherRules(result, report);
  if (problems.length > 0) throw new SettingsError(problems.join("\n"));
  return result;
}
