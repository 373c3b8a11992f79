/** What simpler rules do to a healthy 50/50 split: two points off, and a single-look p-value, each read again and again. */
import { chiSquareQuantileUpper } from "@liftproof/estimators";
import { newTally } from "../tally.mjs";

const units = 10_000;
const limit = chiSquareQuantileUpper(0.001, 1);

export const plainRules = [
  {
    name: "Plain rules on a healthy split",
    section: "plain-rules",
    runsShare: 0.5,
    run: (draws, runs) => {
      const { tally, count } = newTally();
      for (let at = 0; at < runs; at += 1) {
        const seen = { atHundred: false, everyHundred: false, everyUnit: false, fixedEveryHundred: false, fixedEveryUnit: false };
        let first = 0;
        for (let n = 1; n <= units; n += 1) {
          first += draws.uint32() >>> 31;
          const gap = Math.abs(2 * first - n);
          if (n < 100) continue;
          const over = 50 * gap > 2 * n;
          const rejects = gap * gap > limit * n;
          if (n === 100) seen.atHundred = over;
          seen.everyUnit ||= over;
          seen.fixedEveryUnit ||= rejects;
          if (n % 100 === 0) {
            seen.everyHundred ||= over;
            seen.fixedEveryHundred ||= rejects;
          }
        }
        count("runs");
        for (const [name, happened] of Object.entries(seen)) count(name, happened);
      }
      return tally;
    },
  },
];

