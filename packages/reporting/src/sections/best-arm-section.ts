import type { Analysis } from "@liftproof/experiments";
import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import { chance } from "../text/chance.ts";
import { percent } from "../text/percent.ts";
import { dataTable } from "./data-table.ts";

/** Which of three or more arms is the best; nothing where there are fewer, or no rate. */
export function bestArmSection({ metrics }: Analysis): Markup | null {
  const rows = metrics.flatMap(({ metric, direction, bestArm = [] }) =>
    bestArm.map(({ arm, probabilityBest, expectedLoss }) => [metric, arm, direction === "down" ? "lowest" : "highest", chance(probabilityBest), percent(expectedLoss, 3)]),
  );
  if (rows.length === 0) return null;
  return html`<section id="best-arm"><h2>Which arm is best?</h2><div class="card">
<p class="fine">The chance of each arm to be the best of all, and the rate given away, on average, by choosing it. To be read at the planned end.</p>
${dataTable({ caption: "Chance to be the best of all arms", columns: ["Metric", "Arm", "Best is", "Chance to be best", "Expected loss"], rows })}</div></section>`;
}
