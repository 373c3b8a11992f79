/** The section on comparisons read once. */
import { percent, share, table, whole } from "../figures.mjs";
import { oneLookVerdict } from "./verdicts.mjs";

export function oneLook(results) {
  if (results.length === 0) return "";
  const readings = results.filter((result) => result.reading !== undefined && oneLookVerdict(result) !== "inside");
  return [
    "## Read once, at the planned end",
    "",
    "Two-sided level 5 %, intervals of 95 %. Unless a name says otherwise the split is even and there is no effect. *Holds* is the share of runs whose",
    "interval holds the true difference or the true lift; *disagree* counts runs, not percent, in which p is below 5 % and an interval holds 0, or the other way",
    "about (a lift interval that is `unbounded` says neither). *Inside* means within one point of nominal: 4 to 6 % rejected without an effect, 94 to 96 % held.",
    "",
    table(
      ["scenario", "runs", "rejects at 5 %", "at 1 %", "interval holds", "lift interval holds", "disagree", "verdict"],
      results.map(row),
    ),
    "",
    ...readings.flatMap(({ name, reading, tally }) => [`- **${name}.** ${reading(tally)}`]),
    readings.length > 0 ? "" : undefined,
    ...peers(results.filter(({ tally }) => tally.peerRuns > 0)),
    ...adjustments(results.filter(({ tally }) => tally.squaredWidth > 0)),
  ]
    .filter((line) => line !== undefined)
    .join("\n");
}

function row(result) {
  const { name, effect, tally } = result;
  const of = (count) => percent(share(count, tally.compared));
  const insufficient = tally.insufficient > 0 ? ` (${whole(tally.insufficient)} insufficient)` : "";
  return [
    name,
    `${whole(tally.runs)}${insufficient}`,
    `${of(tally.rejects)}${effect ? " (power)" : ""}`,
    of(tally.rejectsAtOnePercent),
    of(tally.covers),
    of(tally.liftCovers),
    String(tally.disagrees),
    oneLookVerdict(result),
  ];
}

function peers(results) {
  if (results.length === 0) return [];
  return [
    "### What other formulas give on the same draws",
    "",
    "Wald's test with unpooled variances, and the intervals of the lift by the delta method and by its logarithm, with the normal quantile, computed here from",
    "their formulas. Several engines test the delta-method lift by default; the last column is how often that test and the test of the difference part.",
    "",
    table(
      ["scenario", "Wald rejects", "Wald holds", "delta lift rejects", "delta lift holds", "log lift holds", "tests part"],
      results.map(({ name, tally }) => {
        const of = (count) => percent(share(count, tally.peerRuns));
        return [name, of(tally.waldRejects), of(tally.waldCovers), of(tally.deltaRejects), of(tally.deltaCovers), of(tally.logCovers), of(tally.deltaDisagrees)];
      }),
    ),
    "",
  ];
}

function adjustments(results) {
  if (results.length === 0) return [];
  return [
    "### What an adjustment buys",
    "",
    "The same draws, adjusted and not. A squared width of 0.64 means that 36 % fewer units give the same certainty.",
    "",
    table(
      ["scenario", "rejects adjusted", "rejects unadjusted", "unadjusted interval holds", "squared width, adjusted over unadjusted"],
      results.map(({ name, tally }) => {
        const of = (count) => percent(share(count, tally.compared));
        return [name, of(tally.rejects), of(tally.plainRejects), of(tally.plainCovers), (tally.squaredWidth / tally.compared).toFixed(3)];
      }),
    ),
  ];
}
