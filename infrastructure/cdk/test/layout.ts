// JSON for reading: what fits on a line stays on it.
import type { Anything } from "./template";

const width = 118;

export function laidOut(value: Anything): string {
  return `${lines(value, 0, 0)}\n`;
}

// `taken` columns of the first line are used already.
function lines(value: Anything, indent: number, taken: number): string {
  const flat = inOneLine(value);
  if (indent + taken + flat.length <= width || value === null || typeof value !== "object") return flat;
  const inner = " ".repeat(indent + 1);
  const items = Array.isArray(value)
    ? value.map((each) => inner + lines(each, indent + 1, 1))
    : Object.entries(value).map(([key, each]) => {
        const name = `${JSON.stringify(key)}: `;
        return inner + name + lines(each, indent + 1, name.length + 1);
      });
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${items.join(",\n")}\n${" ".repeat(indent)}${close}`;
}

function inOneLine(value: Anything): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(inOneLine).join(", ")}]`;
  const members = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${inOneLine(each)}`);
  return members.length ? `{ ${members.join(", ")} }` : "{}";
}
