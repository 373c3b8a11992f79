import type { JointMoments } from "@liftproof/estimators";
import { compareMeans, holm, marginalMoments, varianceOf } from "@liftproof/estimators";
import type { HotellingTest } from "./hotelling.ts";
import { hotelling } from "./hotelling.ts";

/** Relative distance under which two means of constants are one constant, summed twice. */
const ROUNDING = 1e-12;

/** What the covariates are called and how rare a false alarm should be. */
export interface ImbalanceOptions {
  /** One name per column of the moments, each once. */
  readonly covariates: readonly string[];
  /** Chance of `imbalanced` in a healthy experiment, at most; in (0, 1). Default 0.001. */
  readonly alpha?: number;
}

/** One covariate in both arms. */
export interface CovariateBalance {
  readonly covariate: string;
  readonly controlMean: number;
  readonly treatmentMean: number;
  /** Treatment minus control over the root of the mean of both variances; `null` when no unit varies. */
  readonly standardizedDifference: number | null;
  /** Welch; `null` when no unit varies. */
  readonly pValue: number | null;
  /** Holm's, over all covariates that vary. */
  readonly adjustedPValue: number | null;
  /** The same for every unit of an arm, yet not the same in both arms: no random split does that. */
  readonly separated: boolean;
}

/** Hotelling's test of all covariates at once. */
export type OmnibusTest = Omit<HotellingTest, "redundant">;

/** What speaks against a random split: all covariates together, a single one, or one that separates the arms. */
export type ImbalanceEvidence =
  | { readonly rule: "omnibus" }
  | { readonly rule: "covariate" | "separated"; readonly covariate: string };

/**
 * Whether covariates from before the exposure are spread over two arms as a random split spreads them.
 *
 * - `too_few_units`: under 20 units and 10 more for each covariate in an arm
 * - `no_variation`: no covariate differs between any two units
 */
export type CovariateImbalance =
  | { readonly kind: "insufficient"; readonly reason: "too_few_units" | "no_variation" }
  | {
      readonly kind: "tested";
      readonly verdict: "balanced" | "imbalanced";
      /** What speaks for `imbalanced`: all covariates together, or names of single ones; each at half of alpha. */
      readonly evidence: readonly ImbalanceEvidence[];
      readonly alpha: number;
      readonly covariates: readonly CovariateBalance[];
      /** Hotelling's T^2 over all covariates at once; `null` when none varies within arms. */
      readonly omnibus: OmnibusTest | null;
      /** Covariates left out of the omnibus test because others determine them or no unit varies. */
      readonly redundantCovariates: readonly string[];
    };

/**
 * Compares covariates from before the exposure between two arms, one by one and all together.
 *
 * A split can have the right counts and still be no random one: lost or redirected units differ from the
 * rest. Right for a single look. Variances are pooled in the omnibus test, since a random split gives
 * both arms one distribution.
 *
 * @throws RangeError when the moments and names differ in number, a name repeats, or alpha is not in (0, 1).
 *
 * Source: Austin, "Balance diagnostics for comparing the distribution of baseline covariates", Statistics
 * in Medicine 2009, for the standardized difference; Hotelling 1931; Holm 1979.
 */
export function covariateImbalance(control: JointMoments, treatment: JointMoments, { covariates, alpha = 1e-3 }: ImbalanceOptions): CovariateImbalance {
  checkArguments(control, treatment, { covariates, alpha });
  if (Math.min(control.count, treatment.count) < 20 + 10 * covariates.length) return { kind: "insufficient", reason: "too_few_units" };
  const single = covariates.map((covariate, column) => balanceOf(covariate, marginalMoments(control, column), marginalMoments(treatment, column)));
  if (single.every(({ pValue, separated }) => pValue === null && !separated)) return { kind: "insufficient", reason: "no_variation" };
  const adjusted = holm(single.map(({ pValue }) => pValue));
  const balances = single.map((one, index): CovariateBalance => ({ ...one, adjustedPValue: adjusted[index] ?? null }));
  // A covariate that never varies within an arm has rounding for a variance.
  const columns = balances.flatMap(({ pValue }, column) => (pValue === null ? [] : [column]));
  const test = hotelling({
    counts: [control.count, treatment.count],
    differences: columns.map((column) => (treatment.means[column] ?? 0) - (control.means[column] ?? 0)),
    within: columns.map((i) => columns.map((j) => (control.crossProducts[i]?.[j] ?? 0) + (treatment.crossProducts[i]?.[j] ?? 0))),
  });
  const evidence = evidenceOf(balances, test, alpha / 2);
  const tested = columns.filter((_, index) => test?.redundant.includes(index) === false);
  return {
    kind: "tested",
    verdict: evidence.length > 0 ? "imbalanced" : "balanced",
    evidence,
    alpha,
    covariates: balances,
    omnibus: test === null ? null : omnibusOf(test),
    redundantCovariates: covariates.filter((_, column) => !tested.includes(column)),
  };
}

function evidenceOf(balances: readonly CovariateBalance[], test: HotellingTest | null, level: number): readonly ImbalanceEvidence[] {
  const evidence: ImbalanceEvidence[] = test !== null && test.pValue < level ? [{ rule: "omnibus" }] : [];
  for (const { covariate, adjustedPValue, separated } of balances) {
    if (separated) evidence.push({ rule: "separated", covariate });
    else if (adjustedPValue !== null && adjustedPValue < level) evidence.push({ rule: "covariate", covariate });
  }
  return evidence;
}

function omnibusOf({ tSquared, fStatistic, degreesOfFreedom, pValue }: HotellingTest): OmnibusTest {
  return { tSquared, fStatistic, degreesOfFreedom, pValue };
}

type Marginal = ReturnType<typeof marginalMoments>;

function balanceOf(covariate: string, control: Marginal, treatment: Marginal): CovariateBalance {
  const base = { covariate, controlMean: control.mean, treatmentMean: treatment.mean, adjustedPValue: null };
  const compared = compareMeans(control, treatment, { alpha: 0.05 });
  if (compared.kind === "insufficient") {
    return { ...base, standardizedDifference: null, pValue: null, separated: Math.abs(control.mean - treatment.mean) > ROUNDING * Math.abs(control.mean + treatment.mean) };
  }
  const spread = Math.sqrt((varianceOf(control) + varianceOf(treatment)) / 2);
  return { ...base, standardizedDifference: compared.difference / spread, pValue: compared.pValue, separated: false };
}

function checkArguments(control: JointMoments, treatment: JointMoments, { covariates, alpha }: Required<ImbalanceOptions>): void {
  if (covariates.length === 0) throw new RangeError("covariates: expected at least one name, got none");
  const repeated = covariates.find((name, index) => covariates.indexOf(name) !== index);
  if (repeated !== undefined) throw new RangeError(`covariates: expected each name once, got ${repeated} twice`);
  for (const [arm, { means }] of [["control", control], ["treatment", treatment]] as const) {
    if (means.length !== covariates.length) throw new RangeError(`${arm}: expected ${covariates.length} means, one for each covariate, got ${means.length}`);
  }
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha: expected a number in (0, 1), got ${alpha}`);
}
