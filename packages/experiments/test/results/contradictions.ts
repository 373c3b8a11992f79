import type { ExperimentResultRow } from "@liftproof/experiments";

type Field = keyof ExperimentResultRow;

/** What a row of results says that it may not say at once, in words; empty where it is of one mind. */
export function contradictions(row: ExperimentResultRow): readonly string[] {
  const faults: string[] = [];
  const must = (holds: boolean, rule: string): void => void (holds || faults.push(rule));
  for (const [field, value] of Object.entries(row)) must(typeof value !== "number" || Number.isFinite(value), `${field} is finite`);
  const compared = row.insufficientReason === null;
  for (const field of ["test", "difference", "standardError", "pValue", "adjustedPValue", "intervalLow", "intervalHigh"] as const) must((row[field] !== null) === compared, `${field} stands exactly where there is a comparison`);
  for (const field of onlyCompared) must(compared || row[field] === null, `${field} needs a comparison`);
  for (const [p, low, high] of tests) {
    const [pValue, from, to] = [row[p], row[low], row[high]] as readonly (number | null)[];
    must((pValue === null) === (from === null) && (from === null) === (to === null), `${p} comes with its interval`);
    if (typeof pValue !== "number" || typeof from !== "number" || typeof to !== "number") continue;
    must(pValue >= 0 && pValue <= 1 && from <= to, `${p} is a p-value of an interval`);
    must(pValue < row.alpha === (from > 0 || to < 0), `${p} and its interval agree on zero`);
  }
  if (row.difference !== null && row.meanControl !== null && row.meanTreatment !== null) {
    const scale = Math.abs(row.meanControl) + Math.abs(row.meanTreatment);
    must(Math.abs(row.difference - (row.meanTreatment - row.meanControl)) <= 1e-9 * scale, "the difference is that of the means");
    must(row.intervalLow! <= row.difference && row.difference <= row.intervalHigh!, "the interval holds the difference");
    must((row.lift === null) === (row.meanControl === 0), "there is a lift unless control is zero");
    if (row.lift !== null) must(Math.abs(row.lift - row.difference / row.meanControl) <= 1e-9 * (1 + Math.abs(row.lift)), "the lift is the difference over control");
    must(row.adjustedPValue! >= row.pValue!, "an adjusted p-value is no smaller");
    must((row.sequentialPValue === null) === (row.sequentialInsufficientReason !== null), "a sized comparison holds at every look, or says why not");
    must((row.test === "ratio-delta" || row.test === "quantile-band") === (row.sequentialInsufficientReason === "no_sequence"), "ratios and quantiles alone have no sequence");
  }
  if (row.cupedDifference !== null && row.meanControl !== null) {
    must((row.cupedLift === null) === (row.meanControl === 0), "there is an adjusted lift unless control is zero");
    if (row.cupedLift !== null) must(Math.abs(row.cupedLift - row.cupedDifference / row.meanControl) <= 1e-9 * (1 + Math.abs(row.cupedLift)), "the adjusted lift is over the raw mean of control");
    if (row.cupedLiftLow !== null && row.meanControl > 0) must(Math.sign(row.cupedLiftLow) === Math.sign(row.cupedLow!) && Math.sign(row.cupedLiftHigh!) === Math.sign(row.cupedHigh!), "adjusted lift and difference agree on zero");
  }
  for (const [estimate, low, high] of held) {
    const [value, from, to] = [row[estimate], row[low], row[high]] as readonly (number | null)[];
    if (typeof value === "number" && typeof from === "number" && typeof to === "number") must(from <= value && value <= to, `${low} and ${high} hold ${estimate}`);
  }
  if (row.liftLow !== null && row.meanControl! > 0) must(Math.sign(row.liftLow) === Math.sign(row.intervalLow!) && Math.sign(row.liftHigh!) === Math.sign(row.intervalHigh!), "lift and difference agree on zero");
  if (row.probabilityBetter !== null) {
    const surely = row.direction === "up" ? row.bayesianLow! > 0 : row.bayesianHigh! < 0;
    must(row.probabilityBetter > 1 - row.alpha / 2 === surely, "the posterior and its interval agree on zero");
    must(row.expectedLoss! >= 0 && row.probabilityBetter <= 1 && row.probabilityBetter >= 0, "loss and probability are in range");
  }
  must((row.guardrailVerdict !== null) === (row.role === "guardrail") && (row.margin !== null) === (row.role === "guardrail"), "guardrails alone have a verdict and a margin");
  if (row.guardrailVerdict !== null) must(row.guardrailVerdict === verdictOf(row), "the verdict is what the guarded interval says of the margin");
  must((row.srmVerdict !== "warn" && row.srmVerdict !== "kill") || row.decision === "invalid", "a broken split makes the row invalid");
  must(row.decisionReason.length > 0, "a decision has a reason");
  return faults;
}

const tests: readonly (readonly [Field, Field, Field])[] = [
  ["pValue", "intervalLow", "intervalHigh"],
  ["cupedPValue", "cupedLow", "cupedHigh"],
  ["sequentialPValue", "sequentialLow", "sequentialHigh"],
];
const held: readonly (readonly [Field, Field, Field])[] = [
  ["lift", "liftLow", "liftHigh"],
  ["cupedDifference", "cupedLow", "cupedHigh"],
  ["cupedLift", "cupedLiftLow", "cupedLiftHigh"],
  ["difference", "sequentialLow", "sequentialHigh"],
];
const onlyCompared: readonly Field[] = [
  "lift", "liftLow", "liftHigh", "cupedTheta", "cupedVarianceReduction", "cupedDifference", "cupedPValue", "sequentialPValue", "sequentialLow", "sequentialInsufficientReason", "probabilityBetter", "expectedLoss", "bayesianLow", "detectableLift",
];

function verdictOf({ guardedLow, guardedHigh, margin, direction }: ExperimentResultRow): ExperimentResultRow["guardrailVerdict"] {
  if (guardedLow === null || guardedHigh === null || margin === null) return "undecided";
  const [least, most] = direction === "up" ? [-guardedHigh, -guardedLow] : [guardedLow, guardedHigh];
  return most < margin ? "non_inferior" : least > margin ? "inferior" : "undecided";
}

/** What the rows of one look at one experiment say against each other. */
export function disagreements(rows: readonly ExperimentResultRow[]): readonly string[] {
  const faults: string[] = [];
  const whole = rows.filter(({ segment }) => segment === "all");
  for (const { treatment, decision, decisionReason, segment, srmVerdict } of rows) {
    const own = whole.find((row) => row.treatment === treatment);
    const isOwnFault = segment !== "all" && decision === "invalid" && decisionReason.startsWith(`within ${segment}: `);
    if (!isOwnFault && (own?.decision !== decision || own.decisionReason !== decisionReason)) faults.push(`${segment}: one decision per treatment`);
    if (isOwnFault && (srmVerdict === "healthy" || srmVerdict === "watch") && !decisionReason.includes("weight 0")) faults.push(`${segment}: invalid without a fault`);
  }
  for (const primary of whole.filter(({ role, decision }) => role === "primary" && decision === "ship")) {
    const evidence: Readonly<Record<string, number | null>> = { raw: primary.pValue, cuped: primary.cupedPValue, sequential: primary.sequentialPValue };
    const better = primary.direction === "up" ? primary.difference! > 0 : primary.difference! < 0;
    const p = evidence[primary.decidingEstimate];
    if (p !== undefined && !(p !== null && p < primary.alpha)) faults.push("ship: the deciding estimate is significant");
    if (primary.decidingEstimate === "bayesian" && !(primary.probabilityBetter! > 1 - primary.alpha / 2)) faults.push("ship: the posterior is sure");
    if (primary.decidingEstimate !== "cuped" && primary.decidingEstimate !== "bayesian" && !better) faults.push("ship: the effect is a good one");
    if (whole.some(({ role, treatment, guardrailVerdict }) => role === "guardrail" && treatment === primary.treatment && guardrailVerdict !== "non_inferior")) faults.push("ship: every guardrail keeps its margin");
  }
  return faults;
}
