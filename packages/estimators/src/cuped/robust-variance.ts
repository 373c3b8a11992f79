import { checkedJointMoments } from "../moments/check-moments.ts";
import { columnUnits, inUnits } from "../moments/column-units.ts";
import type { JointMoments } from "../moments/joint-moments.ts";
import { mergeJointMoments } from "../moments/merge-joint-moments.ts";
import { covariateProducts } from "./covariate-products.ts";
import { pooledFit } from "./pooled-fit.ts";
import { slopes } from "./slopes.ts";

/** Which arm the rows belong to, and the moments of all arms. */
export interface RobustVarianceOptions {
  readonly arms: readonly JointMoments[];
  /** Place of the arm in `arms`. */
  readonly arm: number;
}

/** A unit whose leverage is within this of one determines its own fitted value, and leaves no residual. */
const FULL_LEVERAGE = 1e-9;

/**
 * Squared standard error of an arm's adjusted mean that holds whatever the residuals depend on (HC2), from a
 * second reading of its rows.
 *
 * A sum over units, so that parts of an arm read separately add up.
 *
 * @param rows - Metric and covariates of each unit of the arm, as the moments were made from.
 * @throws RangeError when there is no such arm or a row has another width.
 *
 * Source: MacKinnon and White, "Some Heteroskedasticity-Consistent Covariance Matrix Estimators", Journal of
 * Econometrics 29, 1985; for experiments Lin, Annals of Applied Statistics 7, 2013.
 */
export function robustVariance(
  rows: Iterable<readonly number[]>,
  { arms, arm: place }: RobustVarianceOptions,
): number {
  const arm = arms[place];
  if (arm === undefined) throw new RangeError(`arm: expected 0 to ${arms.length - 1}, got ${place}`);
  arms.forEach((each, i) => checkedJointMoments(`arms[${i}]`, each));
  const units = columnUnits(arms);
  const measured = arms.map((each) => inUnits(each, units));
  const own = inUnits(arm, units);
  const { count, means } = own;
  const { theta } = pooledFit([own], "pooled");
  const inverse = inverseOf(covariateProducts([own]).products);
  const distance = measured.reduce(mergeJointMoments).means.slice(1).map((mean, k) => mean - (means[k + 1] ?? 0));
  const pull = inverse.map((row) => dot(row, distance));
  let sum = 0;
  for (const row of rows) {
    if (row.length !== means.length || !row.every(Number.isFinite)) {
      throw new RangeError(`rows: expected ${means.length} finite numbers, got [${row.join(", ")}]`);
    }
    const deviations = row.map((value, k) => value / (units[k] ?? 1) - (means[k] ?? 0));
    const covariates = deviations.slice(1);
    const residual = (deviations[0] ?? 0) - dot(theta, covariates);
    const leverage = 1 / count + dot(covariates, inverse.map((each) => dot(each, covariates)));
    const weighted = (1 / count + dot(pull, covariates)) * residual;
    if (leverage < 1 - FULL_LEVERAGE) sum += (weighted / (1 - leverage)) * weighted;
  }
  return sum * (units[0] ?? 1) * (units[0] ?? 1);
}

/** Of a symmetric matrix; zero in the rows of covariates that others determine. */
function inverseOf(products: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return products.map((_, i) => slopes(products, products.map((__, j) => (i === j ? 1 : 0))).theta);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);
}
