// A benchmark that computed something else than its baseline has measured nothing: these throw.

export class WrongResult extends Error {}

export function check(condition, message) {
  if (!condition) throw new WrongResult(message);
}

export function checkEqual(what, values) {
  const [[firstName, first], ...others] = Object.entries(values);
  for (const [name, value] of others)
    check(value === first, `${what}: ${firstName} says ${first}, ${name} says ${value}`);
}

export function checkSameBytes(what, a, b) {
  check(Buffer.compare(a, b) === 0, `${what}: bodies of ${a.length} and ${b.length} bytes differ`);
}
