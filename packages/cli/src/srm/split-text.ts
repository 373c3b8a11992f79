import { detectableShareDeviation } from "@liftproof/srm";
import type { SampleRatio, SplitRule } from "@liftproof/srm";
import { formatCount, formatNumber, formatPValue, formatPercent } from "../output/format-number.ts";
import { formatTable } from "../output/format-table.ts";
import { isTooSmallToTell, verdictSentence } from "../output/split-verdict.ts";

/** A split for people: shares, tests, the verdict with its evidence, and what the test could have seen. */
export function splitText(result: SampleRatio, interim: boolean): string {
  const rows = result.arms.map(({ arm, units, expectedShare, observedShare }) => [arm, formatCount(units), formatPercent(expectedShare), formatPercent(observedShare)]);
  const exact = result.exactPValue === null ? "" : `, exact p ${formatPValue(result.exactPValue)}`;
  return [
    formatTable([["arm", "units", "expected", "observed"], ...rows]),
    "",
    `chi-square ${formatNumber(result.chiSquare)} on ${result.degreesOfFreedom} df, p ${result.pValue === null ? "-" : formatPValue(result.pValue)}${exact}, ` +
      `p at any look ${formatPValue(result.anytimePValue)}, worst deviation ${result.worstDeviationPoints.toFixed(3)} points`,
    `${verdictSentence(result)}${whyHealthy(result, interim)}`,
    ...result.evidence.map((rule) => `  ${rule.verdict}: ${evidenceWords(rule)}`),
    ...powerLine(result),
    ...(interim ? ["judged while units still arrive: only the p-value that holds at every look may warn"] : []),
  ].join("\n");
}

/** A p-value that many would call significant is no alarm yet: said, or it looks like a contradiction. */
function whyHealthy({ verdict, pValue, arms }: SampleRatio, interim: boolean): string {
  const isSuspect = verdict === "healthy" && !isTooSmallToTell({ arms }) && pValue !== null && pValue < 0.05;
  return isSuspect ? `; a warning needs ${interim ? "a p at any look below 0.001" : "p below 0.0005 at one look"}` : "";
}

/** One rule of the guard in words. */
function evidenceWords(found: SplitRule): string {
  switch (found.rule) {
    case "anytime_and_two_points":
      return `${found.arm} is ${found.deviationPoints.toFixed(2)} points off, more than two, and the p-value at any look, ${formatPValue(found.anytimePValue)}, is below ${found.limit}`;
    case "anytime_and_one_percent":
      return `${found.arm} is ${found.deviationOfExpected === null ? "far" : formatPercent(Math.abs(found.deviationOfExpected))} off its promise, and the p-value at any look, ${formatPValue(found.anytimePValue)}, is below ${found.limit}`;
    case "anytime":
      return `the p-value at any look, ${formatPValue(found.anytimePValue)}, is below ${found.limit}`;
    case "single_look":
      return `the ${found.test} p-value of this look, ${formatPValue(found.pValue)}, is below ${found.limit}`;
    case "two_points_and_single_look":
      return `${found.arm} is ${found.deviationPoints.toFixed(2)} points off, more than two, and the ${found.test} p-value of this look, ${formatPValue(found.pValue)}, is below ${found.limit}`;
    case "two_points_at_size":
      return `${found.arm} is ${found.deviationPoints.toFixed(2)} points off, more than two, among ${formatCount(found.units)} units; from ${formatCount(found.enoughUnits)} on chance does that once in a thousand`;
  }
}

/** How blind a healthy verdict is: the skew that one look finds in 99 of 100 cases. */
function powerLine({ arms }: SampleRatio): readonly string[] {
  const units = arms.reduce((sum, arm) => sum + arm.units, 0);
  if (isTooSmallToTell({ arms })) return [];
  const found = arms
    .filter(({ expectedShare }) => expectedShare > 0 && expectedShare < 1)
    .map(({ arm, expectedShare }) => ({ arm, deviation: detectableShareDeviation({ units, share: expectedShare }) }));
  const seen = found.flatMap(({ deviation }) => deviation ?? []);
  if (seen.length < found.length || seen.length === 0) return ["power: among so few units no skew is sure to be seen"];
  const points = (share: number): string => `${Number((share * 100).toPrecision(3))}`;
  const [least, most] = [Math.min(...seen), Math.max(...seen)];
  return [`power: could have seen a skew of ${points(least)}${points(least) === points(most) ? "" : ` to ${points(most)}`} points in 99 of 100 cases`];
}
