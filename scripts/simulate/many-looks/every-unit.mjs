/** A look after every single unit: the hardest a confidence sequence can be pressed. */
import { confidenceSequence, sequentialMeans, sequentialRates } from "@liftproof/estimators";
import { meanPayment, payingShare } from "../arms.mjs";
import { alpha } from "../one-look/judge.mjs";
import { newTally } from "../tally.mjs";
import { plannedUnits } from "./false-alarms.mjs";

const units = 2 * plannedUnits;
/** Standard errors the boundary is away at each number of units; it does not depend on the data. */
const boundary = Float64Array.from({ length: units + 1 }, (_, n) => (n === 0 ? Infinity : confidenceSequence(n, 0, { alpha, plannedUnits }).critical));
const amountDeviation = Math.sqrt(2 * Math.log(meanPayment / 50));

export const everyUnit = [
  everyUnitOf("Rate 5 %, 50/50", { share: 0.5, read: rateReader(0.05) }),
  everyUnitOf("Rate 5 %, 90/10", { share: 0.1, read: rateReader(0.05) }),
  everyUnitOf("Revenue, 5 % pay, 50/50", { share: 0.5, read: revenueReader }),
  everyUnitOf("Revenue, 5 % pay, 90/10", { share: 0.1, read: revenueReader }),
];

function everyUnitOf(name, { share, read }) {
  const run = (draws, runs) => {
    const { tally, count } = newTally();
    for (let at = 0; at < runs; at += 1) {
      count("runs");
      const { stopped, disagrees } = read(draws, share);
      count("sequence", stopped);
      count("disagrees", disagrees);
    }
    return tally;
  };
  return { name: `${name}, a look after every unit`, shortName: name, section: "every-unit", runsShare: 0.05, run };
}

/** Counts in plain variables; the package is asked at the unit that crosses, and must agree. */
function rateReader(rate) {
  return (draws, share) => {
    let [nC, nT, xC, xT] = [0, 0, 0, 0];
    for (let n = 1; n <= units; n += 1) {
      const converted = Number(draws.chance(rate));
      if (draws.chance(share)) [nT, xT] = [nT + 1, xT + converted];
      else [nC, xC] = [nC + 1, xC + converted];
      const pooled = (xC + xT) / n;
      const fewest = Math.min(nC, nT);
      if (fewest < 100 || fewest * pooled < 5) continue;
      const deviation = Math.sqrt(pooled * (1 - pooled) * (1 / nC + 1 / nT));
      if (Math.abs(xT / nT - xC / nC) <= boundary[n] * deviation) continue;
      const read = sequentialRates({ successes: xC, trials: nC }, { successes: xT, trials: nT }, { alpha, plannedUnits });
      return { stopped: true, disagrees: !(read.kind === "valid" && read.pValue < alpha) };
    }
    return { stopped: false, disagrees: false };
  };
}

function revenueReader(draws, share) {
  const arms = [0, 1].map(() => ({ count: 0, mean: 0, m2: 0, nonzero: 0 }));
  for (let n = 1; n <= units; n += 1) {
    const arm = arms[draws.chance(share) ? 1 : 0];
    const pays = draws.chance(payingShare);
    add(arm, pays ? 50 * Math.exp(amountDeviation * draws.normal()) : 0);
    arm.nonzero += Number(pays);
    const [control, treatment] = arms;
    if (control.nonzero < 30 || treatment.nonzero < 30) continue;
    const pooled = ((control.m2 + treatment.m2) / (n - 2)) * (1 / control.count + 1 / treatment.count);
    const welch = control.m2 / (control.count * (control.count - 1)) + treatment.m2 / (treatment.count * (treatment.count - 1));
    if (Math.abs(treatment.mean - control.mean) <= boundary[n] * Math.sqrt(Math.max(pooled, welch))) continue;
    const read = sequentialMeans(control, treatment, { alpha, plannedUnits, nonzeroUnits: [control.nonzero, treatment.nonzero] });
    return { stopped: true, disagrees: !(read.kind === "valid" && read.pValue < alpha) };
  }
  return { stopped: false, disagrees: false };
}

function add(arm, value) {
  arm.count += 1;
  const before = value - arm.mean;
  arm.mean += before / arm.count;
  arm.m2 += before * (value - arm.mean);
}
