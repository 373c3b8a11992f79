/** The sections on reading an experiment more than once. */
import { percent, share, table, whole } from "../figures.mjs";

export function manyLooks(results) {
  if (results.length === 0) return "";
  return [
    "## Read at 100 looks",
    "",
    table(
      ["scenario", "runs", "single-look p at every look", "confidence sequence", "some look misses the truth", "some look misses the true lift", "p and intervals disagree", "verdict"],
      results.map(({ name, effect, tally }) => {
        const of = (count) => percent(share(count, tally.runs));
        return [
          name,
          whole(tally.runs),
          of(tally.naive),
          `${of(tally.sequence)}${effect ? " (power)" : ""}`,
          of(tally.missed),
          of(tally.liftMissed),
          String(tally.disagrees),
          within(tally.missed, tally.runs),
        ];
      }),
    ),
  ].join("\n");
}

export function everyUnitSection(results) {
  if (results.length === 0) return "";
  return [
    "## Read after every unit",
    "",
    table(
      ["scenario", "runs", "confidence sequence: false alarms", "package disagrees", "verdict"],
      results.map(({ shortName, tally }) => [
        shortName,
        whole(tally.runs),
        percent(share(tally.sequence, tally.runs)),
        String(tally.disagrees),
        within(tally.sequence, tally.runs),
      ]),
    ),
  ].join("\n");
}

/** A method for many looks promises at most 5 %; three Monte Carlo errors are allowed to chance. */
function within(count, runs) {
  const { value, error } = share(count, runs);
  return value <= 0.05 + 3 * error ? "inside" : "**outside**: too many";
}
