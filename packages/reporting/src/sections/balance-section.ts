import type { Analysis } from "@liftproof/experiments";
import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import { pValueText } from "../text/p-value.ts";
import { significant } from "../text/significant.ts";
import { dataTable } from "./data-table.ts";

/** Whether what was known of the units before is alike in the arms; nothing where no covariate was given. */
export function balanceSection({ metrics }: Analysis): Markup | null {
  const tested = metrics.flatMap(({ metric, comparisons }) =>
    comparisons.flatMap((one) => {
      const found = one.kind === "compared" ? one.covariateImbalance : undefined;
      return found === undefined || "insufficient" in found ? [] : [{ metric, treatment: one.treatment, ...found }];
    }),
  );
  if (tested.length === 0) return null;
  return html`<section id="balance"><h2>Alike before?</h2><div class="card">
<p class="fine">A random split spreads what was known of the units before evenly over the arms. Where it does not, units were lost or redirected for a reason, and no adjustment takes that out. One in a thousand healthy experiments is called not alike by chance.</p>
${dataTable({
    caption: "What was known before, treatment against control",
    columns: ["Covariate", "Metric", "Treatment", "Standard deviations apart", "Adjusted p", "p of all together", "Verdict"],
    rows: tested.flatMap(({ metric, treatment, covariates, omnibusPValue, verdict }) =>
      covariates.map(({ covariate, standardizedDifference, adjustedPValue }) => [
        covariate, metric, treatment,
        standardizedDifference === null ? "none" : significant(standardizedDifference),
        adjustedPValue === null ? "none" : pValueText(adjustedPValue),
        omnibusPValue === null ? "none" : pValueText(omnibusPValue),
        verdict === "balanced" ? "alike" : "not alike",
      ]),
    ),
  })}</div></section>`;
}
