/** docs/calibration.md from the tallies. */
import { whole } from "./figures.mjs";
import { beliefsSection } from "./pages/beliefs.mjs";
import { costSection } from "./pages/cost.mjs";
import { guardrailSection } from "./pages/guardrails.mjs";
import { everyUnitSection, manyLooks } from "./pages/many-looks.mjs";
import { oneLook } from "./pages/one-look.mjs";
import { metricsSection, sizingSection } from "./pages/sizing.mjs";
import { splitSection } from "./pages/split.mjs";
import { oneLookVerdict } from "./pages/verdicts.mjs";

/** The whole page; of part of the scenarios only their sections. */
export function page(results, { seed, baseRuns, isWhole }) {
  const of = (section) => results.filter((result) => result.section === section);
  const parts = [
    isWhole ? opening(results, { seed, baseRuns }) : "",
    oneLook(of("one-look")),
    manyLooks(of("many-looks")),
    everyUnitSection(of("every-unit")),
    guardrailSection(of("guardrails")),
    costSection(of("cost")),
    splitSection(of),
    beliefsSection(of("beliefs")),
    sizingSection(of("sizing")),
    metricsSection(of("many-metrics")),
    isWhole ? limits : "",
  ];
  return parts.filter((part) => part !== "").join("\n\n").replaceAll(/\n{3,}/g, "\n\n") + "\n";
}

function opening(results, { seed, baseRuns }) {
  const once = results.filter(({ section }) => section === "one-look");
  const inside = once.filter((result) => oneLookVerdict(result) === "inside").length;
  const disagreements = results.reduce((sum, { tally }) => sum + (tally.disagrees ?? 0), 0);
  return `# Calibration

What the statistics of \`@liftproof/estimators\`, \`@liftproof/srm\`, \`@liftproof/mde\` and the guard of \`@liftproof/experiments\` do over many experiments whose truth is known: error rates, coverage, power and
false alarms, measured by simulation and set beside what is promised.

\`\`\`sh
npm run simulate
\`\`\`

writes this page again: ${results.length} scenarios of up to ${whole(baseRuns)} simulated experiments from seed ${seed}, with xoshiro128** and one stream per scenario. The same seed gives the same
bytes on one major version of Node, however many cores work. \`--runs\` and \`--seed\` take other numbers, \`--only\` part of a scenario's name; the page is then printed instead.

Shares are in percent with their Monte Carlo standard error: 5.03 ± 0.11 would come out as anything from 4.8 to 5.25 under other seeds. Among so many
figures a few lie more than two errors from the truth.

In short: **${inside} of ${once.length}** scenarios read once are inside tolerance; those that are not are marked, with what that means for a user. p-value and intervals,
or probability and intervals, disagreed in **${whole(disagreements)}** cases.`;
}

const limits = `## What this page does not claim

- A simulation speaks for the distributions it draws from. Heavier tails, smaller arms or stronger clustering than these can do worse; the names of the scenarios say how far they go.
- Units are independent here and the population stands still. Interference between units, novelty and seasons are not in it, and no interval knows of them.
- Confidence sequences are asymptotic: their 5 % holds from the start rules on (100 units and 5 expected conversions, or 30 units with a value, in each arm), and the figures above are the evidence for it, not a proof.
- Beliefs are calibrated where the prior is. With rates that did not come from it, a 95 % credible interval need not hold the truth in 95 % of the cases.
- An interval read at a stop is valid; the plain difference beside it is too large on average, for the look that stops is a lucky one (table of costs, last columns).
- The methods of other engines were computed from their formulas, not by running those engines.`;
