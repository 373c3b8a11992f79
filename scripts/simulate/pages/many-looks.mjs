/** The sections on reading an experiment more than once. */
import { percent, share, table, whole } from "../figures.mjs";
import { ceilingVerdict, isUnder } from "./verdicts.mjs";

const methods = {
  sequence: "confidence sequence",
  mixture: "mixture test",
  obrienFleming: "O'Brien and Fleming",
  pocock: "Pocock",
};

export function manyLooks(results) {
  if (results.length === 0) return "";
  const lopsided = results.find((result) => result.reading !== undefined && verdict(result) !== "inside");
  return [
    "## Read at 100 looks",
    "",
    `Planned for ${whole(results[0].plannedUnits)} units, read after every ${whole(results[0].unitsPerLook)} up to twice the plan. Confidence sequence and mixture test are read at all 100 looks, the`,
    "group-sequential plans at five. Without an effect a method may raise a false alarm in at most 5 % of the experiments, over all its looks together. The",
    "sequence must also hold the truth at all looks at once: *some look misses* counts experiments in which any of its 100 intervals did not. *Disagree* counts looks",
    "at which p and an interval said different things.",
    "",
    table(
      ["scenario", "runs", "single-look p, read every time", ...Object.values(methods), "some look misses the difference", "some look misses the lift", "disagree", "verdict"],
      results.map((result) => {
        const { name, effect, tally } = result;
        const of = (count) => percent(share(count, tally.runs));
        return [
          `${name}${effect ? " (power)" : ""}`,
          whole(tally.runs),
          of(tally.naive),
          ...Object.keys(methods).map((method) => of(tally[method])),
          of(tally.missed),
          of(tally.liftMissed),
          String(tally.disagrees),
          verdict(result),
        ];
      }),
    ),
    ...(lopsided === undefined ? [] : ["", `- **${lopsided.name}.** ${lopsided.reading}`]),
  ].join("\n");
}

/** Under an effect only the intervals can fail. */
function verdict({ effect, tally }) {
  const failing = effect ? [] : Object.keys(methods).filter((method) => !isUnder(0.05, tally[method], tally.runs)).map((method) => methods[method]);
  if (!isUnder(0.05, tally.missed, tally.runs) || !isUnder(0.05, tally.liftMissed, tally.runs)) failing.push("intervals of the sequence");
  return ceilingVerdict(failing);
}

export function everyUnitSection(results) {
  if (results.length === 0) return "";
  return [
    "### A look after every unit",
    "",
    "The same plan, read 40,000 times. Counts and moments are kept in plain variables here; at the unit that crosses the boundary the package is asked, and must agree.",
    "",
    table(
      ["scenario", "runs", "false alarms of the confidence sequence", "package disagrees", "verdict"],
      results.map(({ shortName, tally }) => [
        shortName,
        whole(tally.runs),
        percent(share(tally.sequence, tally.runs)),
        String(tally.disagrees),
        ceilingVerdict(isUnder(0.05, tally.sequence, tally.runs) ? [] : ["too many"]),
      ]),
    ),
  ].join("\n");
}
