// Order statistics of a benchmark's samples, and numbers as a report prints them.

export function percentile(values, share) {
  if (values.length === 0) throw new Error('percentile of no values');
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))];
}

export const median = (values) => percentile(values, 0.5);

// The sample that was least disturbed: the one with the smallest cost.
export function best(samples, costOf) {
  if (samples.length === 0) throw new Error('best of no samples');
  return samples.reduce((a, b) => (costOf(b) < costOf(a) ? b : a));
}

export const fixed = (value, digits = 2) => value.toFixed(digits);
export const whole = (value) => Math.round(value).toLocaleString('en-US');
export const megabytes = (bytes) => bytes / 1e6;
