/** One full comparison from moments: nothing here sees a row, but for the peer, which can do nothing else. */
import { bayesianRates, compareMeans, compareRates, cuped, jointMomentsOf, marginalMoments, momentsOf, sequentialMeans, sequentialRates } from "@liftproof/estimators";
import { tTestTwoSample } from "simple-statistics";
import { figure, measure } from "./measure.mjs";

const times = 200;
const units = 2_000;
export const title = "Compare two arms";

export async function run() {
  const control = { successes: 10_234, trials: 250_000 };
  const treatment = { successes: 10_611, trials: 250_400 };
  const rows = [rowsOf(7), rowsOf(11)];
  const arms = rows.map((arm) => jointMomentsOf(arm, 2));
  const [controlMean, treatmentMean] = arms.map((moments) => marginalMoments(moments, 0));
  const [controlValues, treatmentValues] = rows.map((arm) => arm.map(([value]) => value));
  const full = {
    "rate: score test, Mee, Koopman, Newcombe": () => compareRates(control, treatment, { alpha: 0.05 }),
    "rate: exact beta-binomial, both intervals": () => bayesianRates(control, treatment, { alpha: 0.05 }),
    "rate: confidence sequence": () => sequentialRates(control, treatment, { alpha: 0.05, plannedUnits: 500_000 }),
    "mean: Welch, Fieller": () => compareMeans(controlMean, treatmentMean, { alpha: 0.05 }),
    "mean: CUPED, one covariate": () => cuped(arms, { alpha: 0.05 }),
    "mean: confidence sequence": () => sequentialMeans(controlMean, treatmentMean, { alpha: 0.05, plannedUnits: 2 * units }),
  };
  const fromArrays = {
    [`mean from two arrays of ${units}: moments, Welch, Fieller`]: () => compareMeans(momentsOf(controlValues), momentsOf(treatmentValues), { alpha: 0.05 }),
    [`the same arrays, simple-statistics: pooled t, no p, no interval`]: () => tTestTwoSample(controlValues, treatmentValues),
  };
  const least = await measure(Object.fromEntries(Object.entries({ ...full, ...fromArrays }).map(([name, work]) => [name, repeated(work)])));
  const perThousand = (seconds) => figure((seconds / times) * 1e6);
  const whole = Object.keys(full).reduce((sum, name) => sum + least.get(name), 0);
  return {
    note: "Two arms of 250,000 units for the rate, 2,000 for the mean. Budget for one full comparison, which is all six lines above the sum: under 2 ms, or 2,000 ms per 1,000.",
    columns: ["work", "CPU ms per 1,000"],
    rows: [
      ...Object.keys(full).map((name) => [name, perThousand(least.get(name))]),
      ["**one full comparison**", perThousand(whole)],
      ...Object.keys(fromArrays).map((name) => [name, perThousand(least.get(name))]),
    ],
  };
}

function repeated(work) {
  return () => {
    for (let time = 0; time < times; time += 1) work();
  };
}

/** A metric that follows its covariate, from a linear congruential generator. */
function rowsOf(seed) {
  let state = seed;
  const next = () => (state = (state * 48271) % 2147483647) / 2147483647;
  return Array.from({ length: units }, () => {
    const before = next();
    return [0.6 * before + 0.4 * next(), before];
  });
}
