/** Ten metrics of one experiment, three of them moved, their estimates correlated by 0.5: who is wrongly called moved. */
import { benjaminiHochberg, benjaminiYekutieli, bonferroni, hochberg, holm, hommel, normalUpper } from "@liftproof/estimators";
import { alpha } from "../one-look/judge.mjs";
import { newTally } from "../tally.mjs";

const metrics = 10;
const effects = [3, 3, 3];
const correlation = 0.5;

const methods = { none: (pValues) => pValues, bonferroni, holm, hochberg, hommel, benjaminiHochberg, benjaminiYekutieli };

export const corrections = [corrected("none moved", []), corrected("three moved by three standard errors", effects)];

function corrected(name, moved) {
  const run = (draws, runs) => {
    const { tally, count } = newTally();
    for (let at = 0; at < runs; at += 1) {
      const common = Math.sqrt(correlation) * draws.normal();
      const pValues = Array.from({ length: metrics }, (_, i) => {
        const z = (moved[i] ?? 0) + common + Math.sqrt(1 - correlation) * draws.normal();
        return 2 * normalUpper(Math.abs(z));
      });
      count("runs");
      for (const [method, adjust] of Object.entries(methods)) {
        const found = adjust(pValues).map((p) => p < alpha);
        const right = found.filter((each, i) => each && i < moved.length).length;
        const wrong = found.filter((each, i) => each && i >= moved.length).length;
        count(`${method}Any`, wrong > 0);
        count(`${method}False`, wrong / Math.max(1, wrong + right));
        count(`${method}FalseSquares`, (wrong / Math.max(1, wrong + right)) ** 2);
        count(`${method}Right`, right);
      }
    }
    return tally;
  };
  return { name: `Ten metrics, ${name}`, section: "many-metrics", moved: moved.length, run };
}
