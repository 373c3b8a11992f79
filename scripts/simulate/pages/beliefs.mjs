/** The section on Bayesian readings. */
import { mean, percent, plain, share, table, whole } from "../figures.mjs";

const names = ["under 50 %", "50 to 75 %", "75 to 90 %", "90 to 97.5 %", "97.5 to 99.9 %", "above 99.9 %"];

export function beliefsSection(results) {
  if (results.length === 0) return "";
  return [
    "## Beliefs",
    "",
    "The truth is drawn from the very prior the analysis uses, then the data from the truth: here, and only here, intervals hold the truth in exactly 95 % of the",
    "cases, and of all the times the posterior says 90 % it is so in 90 %. *Disagree* counts runs in which the probability is beyond 97.5 % and an interval holds 0,",
    "or the other way about. The last column is what shipping the treatment, or the best of four, was expected to lose less what it did lose, as a share of that loss: 0 but for chance.",
    "",
    table(
      ["prior and size", "runs", "interval holds", "lift interval holds", "disagree", "expected less suffered loss"],
      results.map(({ name, tally }) => [
        name,
        whole(tally.runs),
        tally.covers > 0 ? percent(share(tally.covers, tally.runs)) : "",
        tally.lifts > 0 ? percent(share(tally.liftCovers, tally.lifts)) : "",
        tally.disagrees === undefined ? "" : String(tally.disagrees),
        lossGap(tally),
      ]),
    ),
    "",
    ...results.filter(({ tally }) => tally.ropes > 0).map(ropeLine),
    "How sure the posterior was of the arm it put ahead, and how often it was right. Left: believed on average, in percent; right: true.",
    "",
    table(
      ["believed of the arm ahead", ...results.map(({ name }) => name)],
      names.map((bin, i) => [
        bin,
        ...results.map(({ tally }) => {
          const runs = tally[`bin${i}`];
          return runs > 0 ? `${((100 * tally[`bin${i}Believed`]) / runs).toFixed(2)}, ${percent(share(tally[`bin${i}Right`], runs))}` : "none";
        }),
      ]),
    ),
  ].join("\n");
}

function ropeLine({ name, tally }) {
  const believed = ((100 * tally.ropeBelieved) / tally.ropes).toFixed(2);
  return `Differences under one point, ${name}: believed ${believed}, true ${percent(share(tally.ropeTrue, tally.ropes))}.\n`;
}

function lossGap({ runs, loss, surprise, surpriseSquares }) {
  const { value, error } = mean(surprise, surpriseSquares, runs);
  const expected = loss / runs;
  return plain({ value: value / expected, error: error / expected });
}
