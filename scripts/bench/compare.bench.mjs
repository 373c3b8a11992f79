/** One full comparison from moments: nothing here sees a row. */
import { bayesianRates, compareMeans, compareRates, cuped, jointMomentsOf, marginalMoments, sequentialMeans, sequentialRates } from "@liftproof/estimators";
import { figure, measure } from "./measure.mjs";

const times = 200;
export const title = "Compare two arms";

export async function run() {
  const control = { successes: 10_234, trials: 250_000 };
  const treatment = { successes: 10_611, trials: 250_400 };
  const arms = [arm(7), arm(11)];
  const [controlMean, treatmentMean] = arms.map((moments) => marginalMoments(moments, 0));
  const least = await measure({
    "rate: score test, Mee, Koopman, Newcombe": repeated(() => compareRates(control, treatment, { alpha: 0.05 })),
    "rate: exact beta-binomial": repeated(() => bayesianRates(control, treatment, { alpha: 0.05 })),
    "rate: confidence sequence": repeated(() => sequentialRates(control, treatment, { alpha: 0.05, plannedUnits: 500_000 })),
    "mean: Welch, Fieller": repeated(() => compareMeans(controlMean, treatmentMean, { alpha: 0.05 })),
    "mean: CUPED, one covariate": repeated(() => cuped(arms, { alpha: 0.05 })),
    "mean: confidence sequence": repeated(() => sequentialMeans(controlMean, treatmentMean, { alpha: 0.05, plannedUnits: 4_000 })),
  });
  const whole = [...least.values()].reduce((sum, seconds) => sum + seconds, 0);
  return {
    note: `Two arms of 250,000 units for the rate, 2,000 for the mean; budget for everything together: under 2 ms.`,
    columns: ["work", "microseconds of CPU"],
    rows: [...[...least].map(([name, seconds]) => [name, figure((seconds / times) * 1e6)]), ["everything", figure((whole / times) * 1e6)]],
  };
}

function repeated(work) {
  return () => {
    for (let time = 0; time < times; time += 1) work();
  };
}

/** A metric that follows its covariate, from a linear congruential generator. */
function arm(seed) {
  let state = seed;
  const next = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const rows = Array.from({ length: 2_000 }, () => {
    const before = next();
    return [0.6 * before + 0.4 * next(), before];
  });
  return jointMomentsOf(rows, 2);
}
