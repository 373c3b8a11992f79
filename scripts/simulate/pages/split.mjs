/** The sections on the sample-ratio guard. */
import { mean, median, percent, share, table, whole } from "../figures.mjs";

export function splitSection(healthy, broken, plain) {
  return [falseKillTable(healthy), detectionTable(broken), plainTable(plain)].filter((part) => part !== "").join("\n\n");
}

function falseKillTable(results) {
  if (results.length === 0) return "";
  return [
    "## Sample-ratio guard",
    "",
    "A look after every unit. False kills are so rare that plain repetition would see a handful; the splits of these runs are drawn from the alternative the guard",
    "itself tests against, and each kill is weighted by the likelihood ratio, 1 / E. That is unbiased for the healthy split. *Stated* is the",
    "figure the guard was designed to; *package disagrees* counts runs in which `sampleRatio` gave another verdict at the unit that killed, or at the end.",
    "",
    table(
      ["healthy split", "runs", "killed by a million units", "stated", "warned by a million units", "promised at most", "package disagrees"],
      results.map(({ shortName, claimed, tally }) => [
        shortName,
        whole(tally.runs),
        perMille(tally.kill, tally.killSquares, tally.runs),
        claimed.toExponential(1),
        perMille(tally.warn, tally.warnSquares, tally.runs),
        "1.0e-3",
        String(tally.disagrees),
      ]),
    ),
  ].join("\n");
}

/** Weights were counted in thousandths. */
function perMille(sum, squares, runs) {
  const { value, error } = mean(sum, squares, runs);
  return `${(value / 1000).toExponential(2)} ± ${(error / 1000).toExponential(0)}`;
}

function detectionTable(results) {
  if (results.length === 0) return "";
  const note = "How soon a broken split is killed:\n\n";
  return note + table(
    ["true split, 50/50 promised", "runs", "median units to the kill", "95 % interval of the median", "stated", "killed by a million units", "package disagrees"],
    results.map(({ shortName, claimed, tally }) => {
      const { value, low, high } = median(tally.units);
      return [shortName, whole(tally.runs), whole(value), `${whole(low)} to ${whole(high)}`, whole(claimed), percent(share(tally.killed, tally.runs)), String(tally.disagrees)];
    }),
  );
}

function plainTable([result]) {
  if (result === undefined) return "";
  const { tally } = result;
  const of = (count) => percent(share(count, tally.runs));
  const note = "Why the guard is not one of two simpler rules, on a healthy split:\n\n";
  return note + table(
    ["rule on a healthy 50/50 split", "once, at 100 units", "every 100 units up to 10,000", "after every unit from 100 to 10,000"],
    [
      ["more than two points off", of(tally.atHundred), of(tally.everyHundred), of(tally.everyUnit)],
      ["single-look p < 0.001", "", of(tally.fixedEveryHundred), of(tally.fixedEveryUnit)],
    ],
  );
}
