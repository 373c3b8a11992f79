import type { InsufficientReason } from "../comparison.ts";
import type { RateCount } from "./rate-count.ts";
import { checkedRate } from "./rate-count.ts";
import { whyRatesInsufficient } from "./why-rates-insufficient.ts";

/** Up to here the order of two tables is compared in whole numbers, and the work stays within milliseconds. */
const MOST_UNITS = 800;

/** Steps of the first search, as a share of the standard deviation of the arcsine of a root of a share. */
const GRID_STEP = 0.1;

/** Peaks of the grid within this share of the highest are climbed to the top. */
const CLOSE_PEAK = 0.05;

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** An exact p-value, or why there is none; `too_many_units`: more than 800, where the score test needs no companion. */
export type BarnardExact =
  | {
      readonly kind: "exact";
      readonly pValue: number;
      /** The rate, shared by both arms, at which tables as far out are the most probable; 1 minus it is another. */
      readonly leastFavorableRate: number;
    }
  | { readonly kind: "refused"; readonly reason: "too_many_units" | InsufficientReason };

/**
 * Two-sided p-value of Barnard's unconditional test: whatever rate both arms share, tables as far out by the
 * pooled score are no more probable than this.
 *
 * Unlike Fisher's test it does not hold the number of conversions fixed, and so rejects more often where there is
 * something to reject. Reported beside the score test, never deciding.
 *
 * @throws RangeError when a count is not whole or successes exceed trials.
 *
 * Source: Barnard, "A New Test for 2 x 2 Tables", Nature 156, 1945; ordered by the pooled score as Suissa and
 * Shuster, JRSS A 148, 1985.
 */
export function barnardExact(control: RateCount, treatment: RateCount): BarnardExact {
  checkedRate("control", control);
  checkedRate("treatment", treatment);
  const units = control.trials + treatment.trials;
  const reason = whyRatesInsufficient(control, treatment) ?? (units > MOST_UNITS ? "too_many_units" : undefined);
  if (reason !== undefined) return { kind: "refused", reason };
  const shares = farShares(control, treatment);
  const probability = (angle: number): number => expectedShare(shares, Math.sin(angle) ** 2);
  const step = GRID_STEP / (2 * Math.sqrt(units));
  const steps = Math.ceil(Math.PI / 4 / step);
  const angles = Array.from({ length: steps + 2 }, (_, k) => (k * Math.PI) / 4 / steps);
  const heights = angles.map(probability);
  const highest = Math.max(...heights);
  let best = { angle: 0, pValue: 0 };
  for (let k = 1; k <= steps; k += 1) {
    const height = heights[k] ?? 0;
    const isPeak = height >= (heights[k - 1] ?? 0) && height >= (heights[k + 1] ?? 0);
    if (!isPeak || height < highest * (1 - CLOSE_PEAK)) continue;
    const top = climbed(probability, angles[k - 1] ?? 0, angles[k + 1] ?? 0);
    if (top.pValue > best.pValue) best = top;
  }
  const rate = Math.sin(best.angle) ** 2;
  return { kind: "exact", pValue: Math.min(1, best.pValue), leastFavorableRate: Math.min(rate, 1 - rate) };
}

/**
 * For every number of conversions in both arms, the share of the tables with that many that lie as far out as the
 * observed one, weighted by their probability: the same whatever the rate is.
 */
function farShares(control: RateCount, treatment: RateCount): readonly number[] {
  const units = control.trials + treatment.trials;
  const gap = (successes: number, conversions: number): number =>
    (successes * control.trials - (conversions - successes) * treatment.trials) ** 2;
  const conversions = control.successes + treatment.successes;
  const observed = gap(treatment.successes, conversions);
  const spread = conversions * (units - conversions);
  return Array.from({ length: units + 1 }, (_, total) => {
    if (total === 0 || total === units) return 0;
    let [far, all, weight] = [0, 0, 1];
    const most = Math.min(total, treatment.trials);
    for (let successes = Math.max(0, total - control.trials); successes <= most; successes += 1) {
      all += weight;
      if (gap(successes, total) * spread >= observed * total * (units - total)) far += weight;
      weight *= (total - successes) * (treatment.trials - successes);
      weight /= (successes + 1) * (control.trials - total + successes + 1);
    }
    return far / all;
  });
}

/** Mean of the shares when the number of conversions is binomial. */
function expectedShare(shares: readonly number[], rate: number): number {
  if (!(rate > 0 && rate < 1)) return 0;
  const units = shares.length - 1;
  const mode = Math.min(units, Math.floor((units + 1) * rate));
  const odds = rate / (1 - rate);
  let [sum, all] = [shares[mode] ?? 0, 1];
  for (let k = mode, weight = 1; k < units && weight > 1e-20; k += 1) {
    weight *= ((units - k) / (k + 1)) * odds;
    all += weight;
    sum += weight * (shares[k + 1] ?? 0);
  }
  for (let k = mode, weight = 1; k > 0 && weight > 1e-20; k -= 1) {
    weight *= k / (units - k + 1) / odds;
    all += weight;
    sum += weight * (shares[k - 1] ?? 0);
  }
  return sum / all;
}

/** The top between two angles, by golden section: a peak is flat, so half the digits of its place give all of its height. */
function climbed(
  probability: (angle: number) => number,
  from: number,
  to: number,
): { readonly angle: number; readonly pValue: number } {
  let [low, high] = [from, to];
  let [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  let [atLeft, atRight] = [probability(left), probability(right)];
  while (high - low > 1e-9) {
    if (atLeft < atRight) {
      [low, left, atLeft] = [left, right, atRight];
      right = low + GOLDEN * (high - low);
      atRight = probability(right);
    } else {
      [high, right, atRight] = [right, left, atLeft];
      left = high - GOLDEN * (high - low);
      atLeft = probability(left);
    }
  }
  return atLeft > atRight ? { angle: left, pValue: atLeft } : { angle: right, pValue: atRight };
}
