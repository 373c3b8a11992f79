import type { MarketplacePlan } from "../marketplace-options.ts";
import { micros } from "../micros.ts";
import type { SimulatedExperiment, Sizing } from "./simulated-experiment.ts";

/** Two-sided 5 % and power 80 %: (1.96 + 0.84)^2, with room for guardrails that share the power. */
const sizingConstant = 12;

/**
 * The four experiments, sized for the traffic there is.
 *
 * Fewer people mean a larger smallest effect, so that the sizing gate passes. With too few for any
 * effect a rate could have, the file overrides the gate and says so. What is true does not depend on
 * the number: with little traffic the true effects stay below what the test can see.
 */
export function simulatedExperiments({ users, startUs, days }: MarketplacePlan): readonly SimulatedExperiment[] {
  const running = (firstDay: number): { readonly status: "running"; readonly startUs: number; readonly endUs: number } => ({
    status: "running",
    startUs: startUs + firstDay * micros.day,
    endUs: startUs + days * micros.day,
  });
  const common = {
    guardrails: ["support_rate"],
    estimate: "raw",
    completionFactor: 1,
    valueFactor: 1,
    losesOldBrowsers: false,
  } as const;
  return [
    {
      ...common,
      nature: "true_effect",
      question: "Do more people finish a checkout that asks for less?",
      surface: "checkout",
      primaryMetric: "order_rate",
      sizing: sized({ baseline: 0.65, cv: 0.74 }, { dailyUnits: users * 0.01, share: 1, maxDays: days - 7 }),
      maxDays: days - 7,
      completionFactor: 1.1,
      assigned: { expId: "checkout_short_form", variants: ["control", "short_form"], weights: [50, 50], ...running(7) },
    },
    {
      ...common,
      nature: "true_effect",
      question: "Do people spend more when a matching print is offered as a bundle?",
      surface: "studio",
      primaryMetric: "revenue_per_user",
      estimate: "cuped",
      sizing: sized({ baseline: 1600, cv: 2.7 }, { dailyUnits: users * 0.021, share: 1, maxDays: days - 14 }),
      maxDays: days - 14,
      valueFactor: 1.15,
      assigned: { expId: "bundle_offer", variants: ["control", "bundle"], weights: [50, 50], ...running(14) },
    },
    {
      ...common,
      nature: "null",
      question: "Do folded search facets change anything?",
      surface: "search",
      primaryMetric: "order_rate",
      sizing: sized({ baseline: 0.25, cv: 1.75 }, { dailyUnits: users * 0.013, share: 0.72, maxDays: days - 3 }),
      maxDays: days - 3,
      assigned: {
        expId: "search_facets",
        variants: ["control", "folded"],
        weights: [50, 50],
        coverage: 0.9,
        layer: { id: "discovery", slots: [0, 0.8] },
        targeting: { country: { $in: ["DE", "FR", "NL", "ES", "IT"] } },
        ...running(3),
      },
    },
    {
      ...common,
      nature: "broken_split",
      question: "Do people come back to order after a prompt to save their search?",
      surface: "search",
      primaryMetric: "order_rate",
      sizing: sized({ baseline: 0.25, cv: 1.75 }, { dailyUnits: users * 0.013, share: 1, maxDays: days - 3 }),
      maxDays: days - 3,
      losesOldBrowsers: true,
      assigned: { expId: "saved_search_prompt", variants: ["control", "prompt"], weights: [50, 50], ...running(3) },
    },
  ];
}

interface Traffic {
  readonly dailyUnits: number;
  /** Part of them that layer and coverage let in. */
  readonly share: number;
  readonly maxDays: number;
}

/** `cv` is the coefficient of variation of one unit, and a tenth of the days is left as a margin. */
function sized({ baseline, cv }: { readonly baseline: number; readonly cv: number }, { dailyUnits, share, maxDays }: Traffic): Sizing {
  const wholeDailyUnits = Math.max(1, Math.round(dailyUnits));
  const unitsPerArm = (wholeDailyUnits * share * maxDays * 0.9) / 2;
  const mde = Math.ceil(100 * Math.sqrt((2 * sizingConstant * cv ** 2) / unitsPerArm)) / 100;
  const isRate = baseline < 1;
  const highestRate = 0.95;
  const reach = highestRate / baseline - 1;
  if (isRate && mde > reach) {
    const override = "too few people to answer the question; played to see how the parts work together";
    return { baseline, mde: Math.floor(100 * reach) / 100, dailyUnits: wholeDailyUnits, override };
  }
  const size = { baseline, mde, dailyUnits: wholeDailyUnits };
  return isRate ? size : { ...size, standardDeviation: Math.round(baseline * cv) };
}
