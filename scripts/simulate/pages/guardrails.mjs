/** The section on guardrails read again and again. */
import { percent, share, table, whole } from "../figures.mjs";
import { ceilingVerdict, isUnder } from "./verdicts.mjs";

export function guardrailSection(results) {
  if (results.length === 0) return "";
  return [
    "### Guardrails at 100 looks",
    "",
    "One-sided level 5 % for either verdict, over all looks together: *worse* says that harm is beyond the margin, *acceptable* that it is below. A figure in bold",
    "counts wrong verdicts and should be at most 5; with harm of just the margin both are wrong.",
    "",
    table(
      ["scenario", "runs", "sequence: worse", "sequence: acceptable", "single-look test, read every time: worse", "acceptable", "verdict"],
      results.map(({ name, wrong, tally }) => {
        const of = (count, isWrong) => (isWrong ? `**${percent(share(tally[count], tally.runs))}**` : percent(share(tally[count], tally.runs)));
        const failing = Object.keys(wrong).filter((kind) => wrong[kind] && !isUnder(0.05, tally[kind], tally.runs));
        return [
          name,
          whole(tally.runs),
          of("inferior", wrong.inferior),
          of("acceptable", wrong.acceptable),
          of("naiveInferior", wrong.inferior),
          of("naiveAcceptable", wrong.acceptable),
          ceilingVerdict(failing),
        ];
      }),
    ),
  ].join("\n");
}
