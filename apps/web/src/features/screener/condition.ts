// A condition as text, as the API reads it, and what of it sliders can show. Pure. Not a judge: text this cannot read
// is passed to the server as it is, and the server says what is wrong with it.
//
// Shown by sliders are comparisons joined by "and", one filter a measure; whatever else stands beside them (or, not,
// brackets around those) is kept word by word in `rest`.

export interface Bound {
  value: number;
  /** The bound itself is not included: > or <. */
  open: boolean;
}

export interface Filter {
  measure: string;
  low: Bound | null;
  high: Bound | null;
  /** Only places where the value is known (true) or missing (false); null: not asked. */
  known: boolean | null;
}

export interface Condition {
  /** One for each measure, in order of the text. */
  filters: Filter[];
  /** Terms that sliders cannot show, joined by "and" with the filters. */
  rest: string[];
}

export const emptyFilter = (measure: string): Filter => ({ measure, low: null, high: null, known: null });

export const asks = ({ low, high, known }: Filter): boolean => low !== null || high !== null || known !== null;

/** Written as the server writes it: no blanks, and the years of a growth rate said. */
export function plainMeasure(text: string): string {
  const plain = text.replace(/\s+/g, "");
  const level = /^level\(([^(),]+)\)$/.exec(plain);
  const growth = /^cagr\(([^(),]+)\)$/.exec(plain);
  return level?.[1] ?? (growth ? `cagr(${growth[1]},10)` : plain);
}

const kWord = /[A-Za-z0-9_.@-]/;
const kNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/;

class Unreadable extends Error {}

/** Terms joined by "and" at the top, brackets around such terms taken off. */
class Reader {
  private at = 0;
  constructor(private readonly text: string) {}

  read(): Condition {
    const condition = this.all();
    this.blanks();
    if (this.at < this.text.length) throw new Unreadable();
    return condition;
  }

  private blanks(): void {
    while (/\s/.test(this.text[this.at] ?? "")) this.at += 1;
  }
  private word(word: string): boolean {
    this.blanks();
    const next = this.text.slice(this.at, this.at + word.length);
    if (next.toLowerCase() !== word || kWord.test(this.text[this.at + word.length] ?? "")) return false;
    this.at += word.length;
    return true;
  }
  private sign(sign: string): boolean {
    this.blanks();
    if (!this.text.startsWith(sign, this.at)) return false;
    this.at += sign.length;
    return true;
  }
  private number(): number {
    this.blanks();
    const found = kNumber.exec(this.text.slice(this.at));
    if (!found) throw new Unreadable();
    this.at += found[0].length;
    return Number(found[0]);
  }

  /** or binds weaker than and: where it stands, the whole is one term of the rest. */
  private all(): Condition {
    this.blanks();
    const begin = this.at;
    const condition: Condition = { filters: [], rest: [] };
    let either = false;
    for (;;) {
      do merge(condition, this.one());
      while (this.word("and"));
      if (!this.word("or")) break;
      either = true;
    }
    return either ? { filters: [], rest: [`(${this.text.slice(begin, this.at).trim()})`] } : condition;
  }

  private one(): Condition {
    this.blanks();
    const begin = this.at;
    if (this.word("not")) {
      const inner = this.one();
      const [only] = inner.filters;
      const simple = inner.filters.length === 1 && inner.rest.length === 0 && only?.low === null && only.high === null;
      if (simple && only.known !== null) return { filters: [{ ...only, known: !only.known }], rest: [] };
      return { filters: [], rest: [this.text.slice(begin, this.at).trim()] };
    }
    if (this.sign("(")) {
      const inner = this.all();
      if (!this.sign(")")) throw new Unreadable();
      return inner;
    }
    return { filters: [this.comparison()], rest: [] };
  }

  private measure(): string {
    this.blanks();
    const begin = this.at;
    while (kWord.test(this.text[this.at] ?? "")) this.at += 1;
    if (this.at === begin) throw new Unreadable();
    if (this.text[this.at] === "(") {
      const end = this.text.indexOf(")", this.at);
      if (end < 0) throw new Unreadable();
      this.at = end + 1;
    }
    return plainMeasure(this.text.slice(begin, this.at));
  }

  private comparison(): Filter {
    const filter = emptyFilter(this.measure());
    if (this.word("is")) {
      const known = this.word("known");
      if (!known && !this.word("unknown")) throw new Unreadable();
      return { ...filter, known };
    }
    if (this.word("between")) {
      const low = this.number();
      if (!this.word("and")) throw new Unreadable();
      return { ...filter, low: { value: low, open: false }, high: { value: this.number(), open: false } };
    }
    for (const sign of [">=", "<=", ">", "<", "="] as const) {
      if (!this.sign(sign)) continue;
      const bound = { value: this.number(), open: sign === ">" || sign === "<" };
      return {
        ...filter,
        low: sign.startsWith("<") ? null : bound,
        high: sign.startsWith(">") ? null : bound,
      };
    }
    throw new Unreadable();
  }
}

const tighter = (a: Bound, b: Bound, greatest: boolean): Bound => {
  if (a.value === b.value) return a.open ? a : b;
  return a.value > b.value === greatest ? a : b;
};

/** Two terms about one measure become one filter that asks for both; what contradicts itself stays text. */
function merge(into: Condition, from: Condition): void {
  into.rest.push(...from.rest);
  for (const filter of from.filters) {
    const i = into.filters.findIndex(({ measure }) => measure === filter.measure);
    const there = into.filters[i];
    if (!there) into.filters.push(filter);
    else if (there.known !== null && filter.known !== null && there.known !== filter.known)
      into.rest.push(printFilter(filter));
    else
      into.filters[i] = {
        measure: filter.measure,
        low: there.low && filter.low ? tighter(there.low, filter.low, true) : (there.low ?? filter.low),
        high: there.high && filter.high ? tighter(there.high, filter.high, false) : (there.high ?? filter.high),
        known: there.known ?? filter.known,
      };
  }
}

/** @returns null for text that cannot be read here */
export function readCondition(text: string): Condition | null {
  if (text.trim() === "") return { filters: [], rest: [] };
  try {
    return new Reader(text).read();
  } catch (fault) {
    if (fault instanceof Unreadable) return null;
    throw fault;
  }
}

function printFilter({ measure, low, high, known }: Filter): string {
  const terms: string[] = [];
  if (low && high && low.value === high.value && !low.open && !high.open) terms.push(`${measure} = ${low.value}`);
  else {
    if (low) terms.push(`${measure} ${low.open ? ">" : ">="} ${low.value}`);
    if (high) terms.push(`${measure} ${high.open ? "<" : "<="} ${high.value}`);
  }
  if (known !== null) terms.push(`${measure} is ${known ? "known" : "unknown"}`);
  return terms.join(" and ");
}

/** Filters that ask nothing are left out; empty text asks nothing. */
export const printCondition = ({ filters, rest }: Condition): string =>
  [...filters.filter(asks).map(printFilter), ...rest].join(" and ");
