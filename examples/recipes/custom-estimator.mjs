/** An estimator of your own, made of the library's parts: the ratio of geometric means, for values that multiply rather than add. */
import { compareMeans, momentsOf } from "@liftproof/estimators";

/**
 * Compares the logarithms by Welch's test and gives ratio and interval back on the scale of the values. The interval
 * leaves out 1 exactly when the p-value is below alpha, because it is the monotone image of Welch's own.
 *
 * @param {readonly number[]} control values above 0
 * @param {readonly number[]} treatment values above 0
 * @param {{ alpha: number }} options two-sided error rate in (0, 1)
 * @returns the ratio treatment over control with its interval and p-value, or why there is none yet
 * @throws RangeError for a value that has no logarithm
 */
export function compareGeometricMeans(control, treatment, { alpha }) {
  const compared = compareMeans(momentsOf(control.map(logarithm)), momentsOf(treatment.map(logarithm)), { alpha });
  if (compared.kind !== "compared") return compared;
  const { difference, interval, pValue } = compared;
  return { kind: "compared", ratio: Math.exp(difference), interval: interval.map(Math.exp), pValue };
}

function logarithm(value) {
  if (!(value > 0) || value === Infinity) throw new RangeError(`value: expected a finite number above 0, got ${value}`);
  return Math.log(value);
}

if (import.meta.url === new URL(process.argv[1] ?? "", "file:").href) {
  const secondsToAnswer = { control: [31, 44, 12, 95, 60, 38, 210, 27], treatment: [22, 30, 11, 70, 41, 25, 130, 19] };
  console.log(compareGeometricMeans(secondsToAnswer.control, secondsToAnswer.treatment, { alpha: 0.05 }));
}
