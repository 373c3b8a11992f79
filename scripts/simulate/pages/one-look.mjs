/** The section on comparisons read once. */
import { percent, share, table, whole } from "../figures.mjs";

/** Coverage and error rates this far from nominal are what a user would call right. */
const TOLERANCE = 0.01;

export function oneLook(results) {
  if (results.length === 0) return "";
  return [
    "## Read once, at the planned end",
    "",
    table(
      ["scenario", "runs", "rejects at 5 %", "at 1 %", "interval holds", "lift interval holds", "p and intervals disagree", "verdict"],
      results.map((result) => {
        const { tally } = result;
        const of = (count) => share(count, tally.compared);
        return [
          result.name,
          whole(tally.runs),
          `${percent(of(tally.rejects))}${result.effect ? " (power)" : ""}`,
          `${percent(of(tally.rejectsAtOnePercent))}`,
          percent(of(tally.covers)),
          percent(of(tally.liftCovers)),
          String(tally.disagrees),
          verdict(result),
        ];
      }),
    ),
    "",
    table(
      ["scenario", "Wald: rejects", "Wald: holds", "delta lift: rejects", "delta lift: holds", "log lift: holds", "delta lift against the test of the difference"],
      results
        .filter(({ tally }) => tally.peerRuns > 0)
        .map(({ name, tally }) => {
          const of = (count) => percent(share(count, tally.peerRuns));
          return [name, of(tally.waldRejects), of(tally.waldCovers), of(tally.deltaRejects), of(tally.deltaCovers), of(tally.logCovers), of(tally.deltaDisagrees)];
        }),
    ),
  ].join("\n");
}

export function verdict({ tally, effect }) {
  const findings = [];
  const rejects = tally.rejects / tally.compared;
  if (!effect && rejects > 0.05 + TOLERANCE) findings.push("rejects too often");
  if (!effect && rejects < 0.05 - TOLERANCE) findings.push("rejects too rarely");
  for (const [name, count] of [["interval", tally.covers], ["lift interval", tally.liftCovers]]) {
    const held = count / tally.compared;
    if (held < 0.95 - TOLERANCE) findings.push(`${name} too narrow`);
    if (held > 0.95 + TOLERANCE) findings.push(`${name} too wide`);
  }
  return findings.length === 0 ? "inside" : `**outside**: ${findings.join(", ")}`;
}
