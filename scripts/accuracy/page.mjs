/** Writes what was measured as docs/accuracy.md. Every figure on the page comes from the run that wrote it. */
import { cpus } from "node:os";
import { figure } from "../bench/measure.mjs";
import { DEEP_BELOW, LARGE_FROM } from "./grid.mjs";

const titles = {
  normal: "Normal",
  studentT: "Student t",
  chiSquare: "Chi-square",
  gamma: "Incomplete gamma",
  beta: "Beta, incomplete beta",
  logGamma: "Log gamma",
  stirlingCorrection: "Stirling's correction of log gamma",
  logBeta: "Log beta",
};

const forms = {
  lower: "lower tail",
  upper: "upper tail",
  logLower: "log of lower",
  logUpper: "log of upper",
  twoSided: "both tails",
  quantile: "quantile",
  quantileUpper: "upper quantile",
  value: "value",
};

const buckets = ["typical", "large", "deep"];

/** @param results rows of { family, form, points, libraries: Map of library -> { worst, failures } } */
export function accuracyPage({ results, speed, examples, uses, versions, madeWith }) {
  return `# Accuracy of the special functions

Made by \`npm run accuracy\`; do not edit. Relative error of \`@liftproof/estimators\` and of three libraries against ${results.reduce((sum, { points }) => sum + points, 0).toLocaleString("en-US")} values at 60 digits.
The promise is 1e-10 over p from 1e-300 to 1 - 1e-12, 0.5 to 1e7 degrees of freedom and beta shapes from 0.5 to 1e8 (5e-10 at 1e8); the run fails if a value of ours misses it.

${table(["function", "library", "typical", "large", "deep tail", "failures"], summaryRows(results))}

**typical**: parameters up to ${LARGE_FROM.toLocaleString("en-US")} and both tails at least ${DEEP_BELOW}. **large**: a parameter above that; a Welch test on two arms of a million users has two million
degrees of freedom. **deep tail**: the smaller tail (for quantiles: the probability) is below ${DEEP_BELOW}, down to 1e-300, and for logarithms far beyond. Each figure is
the largest relative error of all forms of the function. **failures**: no finite number, or more than one per cent wrong, of all values.
A dash: the library has no such function.

Read the summary with the forms below it. A normal or t quantile right beside the median is itself near 0, so an answer of 0 there counts as an error of 1 (1e0) like any other. A library without
logarithms of tails fails where the tail itself underflows; those are the failures in its rows of logarithms.

## What follows

${examples.map((each) => `- ${each}`).join("\n")}

${uses.join("\n")}

## Form by form

${Object.keys(titles).map((family) => familySection(family, results.filter((each) => each.family === family).sort(inOrder))).join("\n\n")}

## Where another library is ahead

Accuracy: forms and parts of the range in which another library's largest error is less than half of ours, and ours is above 1e-15.

${table(["function", "form", "range", "ours", "library", "theirs"], aheadInAccuracy(results))}

Speed: see below, where a figure above 1.1 times ours is in bold.

## Speed

Calls per CPU second on arguments an experiment meets, all libraries in turn in one process; the best of seven rounds of 20,000 calls. Compare within a row and not across machines.

${table(["work", ...libraryNames(results)], speed.map((row) => speedRow(row, libraryNames(results))))}

## How this was measured

The values come from [special-functions.json](../packages/estimators/test/vectors/special-functions.json) (${madeWith}), which lies beside the
script that made it: series of positive terms in integers of as many bits as needed, checked against continued fractions and against mpmath's own functions. Arguments are exact
doubles, so an error is an error of the function and not of its input.
Tails that a double cannot hold with all its digits (below 2.3e-308) count only as logarithms. The error of log gamma is absolute where the value is below 1, for it is 0 at 1 and 2.

Each library is called in the most favorable form its interface has: an upper tail by reflection where that keeps digits, the upper incomplete function where there is one, a logarithm of a tail near 1 as
log1p of minus the other tail. \`npm test\` holds our column: 1e-11, and 1e-10 for shapes above 1e7.

Versions: ${versions}. Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cpus()[0]?.model.trim() ?? "unknown processor"}.
`;
}

function inOrder(first, second) {
  const order = Object.keys(forms);
  return order.indexOf(first.form) - order.indexOf(second.form);
}

function libraryNames(results) {
  return [...new Set(results.flatMap(({ libraries }) => [...libraries.keys()]))];
}

function summaryRows(results) {
  return Object.entries(titles).flatMap(([family, title]) => {
    const own = results.filter((each) => each.family === family);
    return libraryNames(own).map((library, i) => {
      const summaries = own.flatMap(({ libraries, points }) => (libraries.has(library) ? [{ ...libraries.get(library), points }] : []));
      const worst = Object.fromEntries(buckets.map((bucket) => [bucket, maxOf(summaries.map((each) => each.worst[bucket]))]));
      const failures = summaries.reduce((sum, each) => sum + each.failures, 0);
      const points = summaries.reduce((sum, each) => sum + each.points, 0);
      return [i === 0 ? title : "", library, ...buckets.map((bucket) => power(worst[bucket])), `${failures} of ${points}`];
    });
  });
}

function familySection(family, results) {
  const rows = results.flatMap(({ form, points, libraries }) =>
    [...libraries].map(([library, { worst, failures }], i) => [i === 0 ? `${forms[form]} (${points})` : "", library, ...buckets.map((bucket) => power(worst[bucket])), failures]),
  );
  return `### ${titles[family]}\n\n${table(["form (values)", "library", "typical", "large", "deep tail", "failures"], rows)}`;
}

function aheadInAccuracy(results) {
  const rows = results.flatMap(({ family, form, libraries }) => {
    const [[, ours], ...others] = [...libraries];
    return buckets.flatMap((bucket) =>
      others
        .filter(([, theirs]) => theirs.worst[bucket] !== undefined && ours.worst[bucket] > 1e-15 && theirs.worst[bucket] < ours.worst[bucket] / 2)
        .map(([library, theirs]) => [titles[family], forms[form], bucket, power(ours.worst[bucket]), library, power(theirs.worst[bucket])]),
    );
  });
  return rows.length === 0 ? [["none", "", "", "", "", ""]] : rows;
}

function speedRow({ title, perSecond }, names) {
  const ours = perSecond.get(names[0]);
  const cell = (library) => {
    const calls = perSecond.get(library);
    if (calls === undefined) return "-";
    return library !== names[0] && calls > 1.1 * ours ? `**${figure(calls)}**` : figure(calls);
  };
  return [title, ...names.map(cell)];
}

function maxOf(values) {
  const present = values.filter((value) => value !== undefined);
  return present.length === 0 ? undefined : Math.max(...present);
}

function power(error) {
  if (error === undefined) return "-";
  if (error === 0) return "0";
  return error === Infinity ? "no number" : error.toExponential(0).replace("e+", "e");
}

function table(columns, rows) {
  return [columns, columns.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}
