import type { Analysis } from "@liftproof/experiments";
import { formatNumber } from "../output/format-number.ts";

const guardrailWords = { non_inferior: "kept", inferior: "harmed", undecided: "not shown to be kept" } as const;

/** What to do with each treatment and why, below an empty line; nothing when nobody asked. */
export function decisionLines(decision: Analysis["decision"]): readonly string[] {
  if (decision === undefined) return [];
  const { rule, estimate, primaryMetric, treatments } = decision;
  return [
    "",
    `decision by ${primaryMetric} (${rule}${estimate === "cuped" ? ", after CUPED" : ""}):`,
    ...treatments.flatMap(({ treatment, decision: verdict, reason, guardrails }) => [
      `  ${treatment}: ${verdict}: ${reason}`,
      ...guardrails.map((guardrail) => `    guardrail ${guardrail.metric}, margin ${formatNumber(guardrail.margin)}: ${guardrailWords[guardrail.verdict]}`),
    ]),
  ];
}
