// A bill: lines of quantity times list price. Units: US dollars a month. A free allowance is taken off line by line, in
// the order in which lines are added, and shown apart: a line keeps its list price.

export class CostError extends Error {}

function checkQuantity(quantity, what) {
  if (!Number.isFinite(quantity) || quantity < 0)
    throw new CostError(`${what}: the quantity is ${quantity}; it must be a number from 0`);
}

// What is left of each free allowance of an account.
export function freeAllowances(prices) {
  return new Map(Object.entries(prices.free).map(([name, { quantity }]) => [name, quantity]));
}

export class Bill {
  constructor(prices, allowances = freeAllowances(prices)) {
    this.prices = prices;
    this.allowances = allowances;
    this.lines = [];
  }

  price(name) {
    const entry = this.prices.prices[name];
    if (!entry) throw new CostError(`prices.json has no "${name}": add its list price, unit, source and month`);
    if (!Number.isFinite(entry.usd) || entry.usd < 0)
      throw new CostError(`prices.json: "${name}" costs ${entry.usd}; write dollars from 0`);
    return { ...entry, perUnit: entry.usd / (entry.per ?? 1) };
  }

  discount(name) {
    const share = this.prices.discounts[name]?.share;
    if (!(share > 0 && share < 1))
      throw new CostError(`prices.json: discount "${name}" must be a share between 0 and 1`);
    return share;
  }

  #takeFree(name, quantity) {
    if (!name) return 0;
    const left = this.allowances.get(name);
    if (left === undefined) throw new CostError(`prices.json has no free allowance "${name}"`);
    const taken = Math.min(left, quantity);
    this.allowances.set(name, left - taken);
    return taken;
  }

  // `resources`: the names on the topology page that the line pays for. `factor`: what a discount leaves of the price.
  // `discounted`: the name of the discount that the factor comes from, for the reader.
  add({ area, what, price, quantity, resources, free, factor = 1, commitment, note }) {
    checkQuantity(quantity, what);
    const { perUnit, unit } = this.price(price);
    const freeQuantity = this.#takeFree(free, quantity);
    const list = quantity * perUnit * factor;
    const freeUsd = freeQuantity * perUnit * factor;
    this.lines.push({
      area,
      what,
      price,
      unit,
      unitUsd: perUnit * factor,
      quantity,
      list,
      free: freeUsd,
      usd: list - freeUsd,
      resources: resources ?? [],
      ...(commitment && { commitment }),
      ...(note && { note }),
    });
  }

  total() {
    return totals(this.lines);
  }
}

export function totals(lines) {
  const sum = (field) => lines.reduce((total, line) => total + line[field], 0);
  return { list: sum('list'), free: sum('free'), usd: sum('usd') };
}

// Totals by area, in the order of first appearance.
export function byArea(lines) {
  const areas = [...new Set(lines.map(({ area }) => area))];
  return areas.map((area) => ({ area, ...totals(lines.filter((line) => line.area === area)) }));
}
