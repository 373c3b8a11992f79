/** The heavy tail that misleads at an unequal split, cut off at a quantile of all arms. */
import { compareMeans, mergeMoments, momentsOf, winsorBounds, winsorize } from "@liftproof/estimators";
import { payments } from "../arms.mjs";
import { alpha, runsOf } from "./judge.mjs";

export const winsorized = [
  {
    name: "the same 9,000 and 1,000, cut off at the 99th percentile of payments",
    section: "one-look",
    effect: false,
    reading: () => "Cutting off the top hundredth of the payments takes away the largest of them but not the skewness of who pays at all: an even split helps more.",
    run: runsOf({
      truth: { difference: 0, lift: 0 },
      draw: (draws) => [9000, 1000].map((units) => ({ units, paid: payments(draws, units) })),
      compare: (arms) => {
        const bounds = winsorBounds(arms.flatMap(({ paid }) => paid), { highShare: 0.99, units: "nonzero" });
        const [control, treatment] = arms.map((arm) => cutOff(arm, bounds));
        return compareMeans(control, treatment, { alpha });
      },
    }),
  },
];

function cutOff({ units, paid }, bounds) {
  const zeros = { count: units - paid.length, mean: 0, m2: 0 };
  return mergeMoments(zeros, momentsOf(paid.map((value) => winsorize(value, bounds))));
}
