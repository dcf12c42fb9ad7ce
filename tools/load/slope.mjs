// Whether something grows: the straight line through the second half of what was seen, least squares.

/** {mean, perHour, growth (of the line over that half), share (of the mean)} of [{seconds, value}]. */
export function slope(samples) {
  const begin = samples[0].seconds;
  const end = samples.at(-1).seconds;
  const half = samples.filter(({ seconds }) => seconds >= (begin + end) / 2);
  const mean = (pick) => half.reduce((sum, one) => sum + pick(one), 0) / half.length;
  const [middle, level] = [mean(({ seconds }) => seconds), mean(({ value }) => value)];
  const spread = mean(({ seconds }) => (seconds - middle) ** 2);
  const perSecond = spread > 0 ? mean(({ seconds, value }) => (seconds - middle) * (value - level)) / spread : 0;
  const growth = perSecond * (end - half[0].seconds);
  return { mean: level, perHour: perSecond * 3600, growth, share: level > 0 ? growth / level : 0 };
}

/** Flat: over that half it grew by no more than this share of itself, or by this much. */
export const isFlat = ({ growth, share }, { mostShare, most }) => share <= mostShare || growth <= most;
