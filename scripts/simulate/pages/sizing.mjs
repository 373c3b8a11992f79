/** The sections on promised power and on many metrics. */
import { mean, percent, share, table, whole } from "../figures.mjs";

export function sizingSection(results) {
  if (results.length === 0) return "";
  return [
    "## Promised and measured power",
    "",
    "Experiments of exactly the size `@liftproof/mde` asks for, with exactly the effect they were planned for.",
    "",
    table(
      ["plan", "units per arm compared", "runs", "promised", "measured"],
      results.map(({ name, units, promised, tally }) => [
        name,
        units.map(whole).join(" and "),
        whole(tally.runs),
        `${100 * promised} %`,
        percent(share(tally.passes, tally.runs)),
      ]),
    ),
  ].join("\n");
}

const methods = {
  none: "no correction",
  bonferroni: "Bonferroni",
  holm: "Holm",
  hochberg: "Hochberg",
  hommel: "Hommel",
  benjaminiHochberg: "Benjamini-Hochberg",
  benjaminiYekutieli: "Benjamini-Yekutieli",
};

export function metricsSection(results) {
  if (results.length === 0) return "";
  return [
    "## Ten metrics at once",
    "",
    "Estimates correlated by 0.5, adjusted p-values read at 5 %. Bonferroni to Hommel promise at most 5 % of experiments with any wrong finding; the last two promise at",
    "most 5 % wrong ones among the findings, on average.",
    "",
    table(
      ["correction", ...results.flatMap(({ moved }) => (moved === 0 ? ["none moved: any found"] : [`${moved} moved: any wrong one found`, "share of wrong ones among the found", "moved ones found"]))],
      Object.entries(methods).map(([method, title]) => [
        title,
        ...results.flatMap(({ moved, tally }) => {
          const any = percent(share(tally[`${method}Any`], tally.runs));
          if (moved === 0) return [any];
          const wrong = percent({ ...mean(tally[`${method}False`], tally[`${method}FalseSquares`], tally.runs), runs: tally.runs });
          return [any, wrong, percent(share(tally[`${method}Right`] / moved, tally.runs))];
        }),
      ]),
    ),
  ].join("\n");
}
