/** The sections on the sample-ratio guard. */
import { mean, median, percent, share, table, whole } from "../figures.mjs";

export function splitSection(of) {
  return [falseKillTable(of("false-kills")), detectionTable(of("detection")), rampTable(of("detection-ramps")), blendedText(of("blended")), plainTable(of("plain-rules")), guardedTable(of("guarded-kills"))].filter((part) => part !== "").join("\n\n");
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
        claimed?.toExponential(1) ?? "",
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

function rampTable(results) {
  if (results.length === 0) return "";
  const note = "Other promises, and ramps; units are counted from where the split breaks:\n\n";
  return note + table(
    ["promised", "true", "runs", "median units to the kill", "95 % interval of the median", "killed by a million units", "killed before the break", "package disagrees"],
    results.map(({ promised, truth, tally }) => {
      const { value, low, high } = median(tally.units);
      return [promised, truth, whole(tally.runs), whole(value), `${whole(low)} to ${whole(high)}`, percent(share(tally.killed, tally.runs)), whole(tally.early), String(tally.disagrees)];
    }),
  );
}

function blendedText([result]) {
  if (result === undefined) return "";
  const { blended, phased, runs } = result.tally;
  return `Phases are not a nicety. Ten thousand units into the last phase of that healthy ramp, all units held to its 50/50 alone are called broken in ${whole(blended)} of ${whole(runs)} runs; phase by phase it is ${whole(phased)}.`;
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

function guardedTable(results) {
  if (results.length === 0) return "";
  return [
    "### Guardrails that kill",
    "",
    `What \`guard\` asks for, with a healthy split and ${results[0].looks} looks up to the planned ${whole(results[0].plannedUnits)} units. It kills when harm beyond the margin is proven at one-sided 1 %, shared out over the guardrails,`,
    "and alerts when any harm is proven at 5 %. A figure in bold counts wrong answers; *false kills* should be at most 1 %, and without harm *alerts* at most 5 %.",
    "",
    table(
      ["guardrails", "runs", "killed", "alerted or killed", "median units to the alert", "median units to the kill"],
      results.map(({ shortName, harmInMargins, tally }) => {
        const of = (count, isWrong) => (isWrong ? `**${percent(share(tally[count], tally.runs))}**` : percent(share(tally[count], tally.runs)));
        return [shortName, whole(tally.runs), of("killed", harmInMargins <= 1), of("alerted", harmInMargins <= 0), unitsText(tally.alertUnits, tally.runs), unitsText(tally.killUnits, tally.runs)];
      }),
    ),
  ].join("\n");
}

/** The median over all runs; there is none while fewer than half of them ended. */
function unitsText(ended = [], runs) {
  return 2 * ended.length <= runs ? "" : whole(median([...ended, ...Array.from({ length: runs - ended.length }, () => Infinity)]).value);
}
