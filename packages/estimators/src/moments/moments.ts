/**
 * What a test needs to know about a metric in one arm: how many units, their mean and how they scatter.
 *
 * `m2` is the sum of squared deviations from the mean. Never the sum of squares itself: for 10^9 + {4, 7,
 * 13, 16} the difference of sums gives a variance of -170.67 where 30 is true. `mean` and `m2` are 0 when
 * there are no units.
 */
export interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly m2: number;
}
