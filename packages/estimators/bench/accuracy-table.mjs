// Prints the table of bench/accuracy.md: the largest relative error of each distribution against 60 digits,
// beside jstat's on the same points. Run from the repository root: node packages/estimators/bench/accuracy-table.mjs
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import jstat from "jstat";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { outputFiles } = await build({
  entryPoints: [here("../src/index.ts")],
  bundle: true,
  format: "esm",
  write: false,
});
const own = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
const { cases } = JSON.parse(readFileSync(here("../test/vectors/tails.json"), "utf8"));

/** Lower and upper tail by each implementation, in the most favorable form it offers. */
const families = {
  normal: {
    own: ({ z }) => [own.normalLower(z), own.normalUpper(z)],
    jstat: ({ z }) => [jstat.normal.cdf(z, 0, 1), jstat.normal.cdf(-z, 0, 1)],
  },
  "student-t": {
    own: ({ t, df }) => [own.studentTLower(t, df), own.studentTUpper(t, df)],
    jstat: ({ t, df }) => [jstat.studentt.cdf(t, df), jstat.studentt.cdf(-t, df)],
  },
  "chi-square": {
    own: ({ x, df }) => [own.chiSquareLower(x, df), own.chiSquareUpper(x, df)],
    jstat: ({ x, df }) => [jstat.chisquare.cdf(x, df), 1 - jstat.chisquare.cdf(x, df)],
  },
  beta: {
    own: ({ x, a, b }) => [own.betaLower(x, a, b), own.betaUpper(x, a, b)],
    jstat: ({ x, a, b }) => [jstat.beta.cdf(x, a, b), jstat.beta.cdf(1 - x, b, a)],
  },
};

/** Rows of the table: a size of the parameters, and whether the smaller tail is below 1e-12. */
const sizes = [
  ["up to 1e4", 0, 1e4],
  ["1e4 to 1e6", 1e4, 1e6],
  ["above 1e6", 1e6, Infinity],
];

function worstError(compute, points) {
  const errors = points.flatMap((point) =>
    compute(point).map((value, i) => {
      const error = Math.abs(value / Number(i === 0 ? point.lower : point.upper) - 1);
      return Number.isNaN(error) ? Infinity : error;
    }),
  );
  return Math.max(...errors).toExponential(0);
}

console.log("| distribution | df or shapes | tail | points | ours | jstat 1.9.6 |");
console.log("| --- | --- | --- | --- | --- | --- |");
for (const [kind, { own: ours, jstat: theirs }] of Object.entries(families)) {
  for (const [name, above, upTo] of sizes) {
    for (const deep of [false, true]) {
      const points = cases.filter((point) => {
        const size = Math.max(point.df ?? 0, point.a ?? 0, point.b ?? 0);
        const inSize = kind === "normal" ? above === 0 : size > above && size <= upTo;
        return point.kind === kind && inSize && Math.min(point.lower, point.upper) < 1e-12 === deep;
      });
      if (points.length === 0) continue;
      const columns = [kind, kind === "normal" ? "" : name, deep ? "under 1e-12" : "1e-12 and up", points.length];
      console.log(`| ${[...columns, worstError(ours, points), worstError(theirs, points)].join(" | ")} |`);
    }
  }
}
