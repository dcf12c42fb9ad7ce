// Numbers as people type them.

/** "1,200,000" "$450,000" "-2.5 %" "−1" -> number; null for nothing and for what is no number. */
export function parseNumber(text: string): number | null {
  const plain = text
    .replaceAll("−", "-")
    .replace(/[\s$%\u00a0]/g, "")
    .replace(/,(?=\d{3}(?:\D|$))/g, "");
  return /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}

/** A whole number of 0 or more; null for anything else. */
export function parseWhole(text: string): number | null {
  const number = parseNumber(text);
  return number !== null && Number.isInteger(number) && number >= 0 ? number : null;
}
