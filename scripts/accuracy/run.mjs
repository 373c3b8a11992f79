/** `npm run accuracy`: measures our special functions and three libraries against 60-digit values and writes docs/accuracy.md. */
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import jstat from "jstat";
import { cumulativeStdNormalProbability, probit } from "simple-statistics";
import { root } from "../process.mjs";
import { contenders } from "./contenders.mjs";
import { brokenPromises, summaryOf } from "./errors.mjs";
import { readGrid } from "./grid.mjs";
import { accuracyPage } from "./page.mjs";
import { measureSpeed } from "./speed.mjs";
import { loadStdlib } from "./stdlib.mjs";

const { outputFiles } = await build({ entryPoints: [join(root, "packages/estimators/src/index.ts")], bundle: true, format: "esm", write: false });
const own = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
const stdlib = await loadStdlib();
const libraries = await contenders(own, stdlib);

const { madeWith, cases } = readGrid();
const results = [...byForm(cases)].map(([name, ofForm]) => {
  const [family, form] = name.split(" ");
  const withForm = Object.entries(libraries).filter(([, families]) => families[family]?.[form] !== undefined);
  return {
    family,
    form,
    points: ofForm.length,
    libraries: new Map(withForm.map(([library, families]) => [library, summaryOf(families[family][form], ofForm)])),
    broken: brokenPromises(libraries.Liftproof[family][form], ofForm),
  };
});

process.stderr.write(`Measured ${cases.length} values; now the speed ...\n`);
const page = accuracyPage({
  results,
  speed: await measureSpeed(libraries),
  examples: examples(),
  uses: uses(),
  versions: [
    ...["jstat", "simple-statistics"].map((name) => `${name} ${JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")).version}`),
    ...Object.entries(stdlib.pins).map(([name, version]) => `${name} ${version}`),
  ].join(", "),
  madeWith,
});
writeFileSync(join(root, "docs/accuracy.md"), page);
console.log("wrote docs/accuracy.md");

const broken = results.flatMap((each) => each.broken);
for (const { family, form, parameters, error, allowed } of broken.slice(0, 20)) {
  console.error(`${family} ${form} at ${parameters.join(", ")}: expected an error of at most ${allowed}, got ${error}`);
}
process.exitCode = broken.length === 0 ? 0 : 1;

/** Single calls that show what the largest errors mean; each value is computed here. */
function examples() {
  const six = (value) => String(Number(value.toPrecision(4)));
  return [
    `\`jstat.studentt.cdf(0, 1e6)\` is ${six(jstat.studentt.cdf(0, 1e6))} and at 1e7 degrees of freedom ${six(jstat.studentt.cdf(0, 1e7))}; the truth is 0.5, and \`studentTLower(0, 1e6)\` is ${six(own.studentTLower(0, 1e6))}.`,
    `\`jstat.beta.cdf(0.5, 1e6, 1e6)\` is ${six(jstat.beta.cdf(0.5, 1e6, 1e6))}, at shapes of 1e8 ${six(jstat.beta.cdf(0.5, 1e8, 1e8))}; the truth is 0.5, and \`betaLower(0.5, 1e8, 1e8)\` is ${six(own.betaLower(0.5, 1e8, 1e8))}.`,
    `\`jstat.normal.cdf(-10, 0, 1)\` is ${six(jstat.normal.cdf(-10, 0, 1))}; \`normalLower(-10)\` is ${six(own.normalLower(-10))}.`,
    `\`cumulativeStdNormalProbability(-5)\` of simple-statistics is ${six(cumulativeStdNormalProbability(-5))}; \`normalLower(-5)\` is ${six(own.normalLower(-5))}. Its \`probit(0.975)\` is ${six(probit(0.975))}; \`normalQuantile(0.975)\` is ${six(own.normalQuantile(0.975))}.`,
  ];
}

/** Which library may be called where: what the packages import today, read from their sources. */
function uses() {
  const files = readdirSync(join(root, "packages"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\/src(\/|$)/.test((entry.parentPath ?? entry.path).replaceAll("\\", "/")) && entry.name.endsWith(".ts"))
    .filter((entry) => !(entry.parentPath ?? entry.path).includes("node_modules"))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  const importers = (library) =>
    files
      .filter((file) => new RegExp(`from "${library}"`).test(readFileSync(file, "utf8")))
      .map((file) => file.slice(root.length + 1).replaceAll("\\", "/"))
      .sort();
  const named = (library) => importers(library).map((file) => `\`${file}\``).join(", ") || "no source file";
  return [
    `So every probability and quantile of the product is computed by \`packages/estimators/src/distributions\`. What its sources import from the others today: jstat in ${named("jstat")};`,
    `simple-statistics in ${named("simple-statistics")}, for summaries of arrays, which this page does not measure; @stdlib in ${named("@stdlib/.*")}. In tests they are cross-checks, each where its column is sound.`,
  ];
}

function byForm(all) {
  const grouped = new Map();
  for (const each of all) {
    const name = `${each.family} ${each.form}`;
    if (!grouped.has(name)) grouped.set(name, []);
    grouped.get(name).push(each);
  }
  return grouped;
}
