/** A file with one row per person, read, tested and drawn step by step, as one would in a notebook. */
import { writeFile } from "node:fs/promises";
import { openDuckDb, readUnitMoments } from "@liftproof/adapters/duckdb";
import { compareMeans, compareRates, cuped, marginalMoments } from "@liftproof/estimators";
import { analysis } from "@liftproof/experiments";
import { renderAnalysis } from "@liftproof/reporting";

const alpha = 0.05;
const control = "control";

/**
 * @param {string} path CSV with the columns unit_id, variant, ordered (flag), revenue and revenue_before
 * @returns the moments of every arm, one comparison per treatment and metric, and the page as HTML
 */
export async function readExperiment(path) {
  // 1. Units, once each, as moments: the rows themselves never come into JavaScript.
  const read = await readUnits(path);

  // 2. Each treatment against control: the rate, the mean, and the mean with what was known before taken out.
  const [orderRate, revenue] = read.metrics;
  const treatments = read.arms.map(({ arm }) => arm).filter((arm) => arm !== control);
  const adjusted = cuped([control, ...treatments].map((arm) => revenue.moments[arm]), { alpha });
  const comparisons = treatments.map((arm, at) => ({
    arm,
    orderRate: compareRates(orderRate.rates[control], orderRate.rates[arm], { alpha }),
    revenue: compareMeans(marginalMoments(revenue.moments[control], 0), marginalMoments(revenue.moments[arm], 0), { alpha }),
    adjustedRevenue: adjusted.kind === "adjusted" ? { ...adjusted.comparisons[at], kind: "compared" } : adjusted,
  }));

  // 3. The whole analysis, with the check of the split and p-values adjusted for their number, as a page.
  const result = analysis({
    control,
    arms: read.arms.map(({ arm, units }) => ({ arm, units, weight: 1 })),
    metrics: [
      { metric: "order_rate", kind: "rate", direction: "up", missingUnits: orderRate.missingUnits, byArm: orderRate.rates },
      { metric: "revenue", kind: "mean", direction: "up", missingUnits: revenue.missingUnits, byArm: revenue.moments, nonzeroUnits: revenue.nonzeroUnits },
    ],
    alpha,
    interim: false,
    droppedUnits: read.droppedUnits,
    rows: read.rows,
  });
  return { read, comparisons, result, html: renderAnalysis(result, { title: path, generatedAtUs: null }) };
}

async function readUnits(path) {
  const duckDb = await openDuckDb();
  try {
    return await readUnitMoments(duckDb, {
      path,
      unit: "unit_id",
      arm: "variant",
      metrics: [
        { metric: "order_rate", kind: "rate", column: "ordered" },
        { metric: "revenue", kind: "mean", column: "revenue", covariates: ["revenue_before"] },
      ],
    });
  } finally {
    await duckDb.close();
  }
}

if (import.meta.url === new URL(process.argv[1] ?? "", "file:").href) {
  const [path = "out/data/units.csv", page = "analysis.html"] = process.argv.slice(2);
  const { read, comparisons, result, html } = await readExperiment(path);
  console.log(`${path}: ${read.rows.used} of ${read.rows.read} rows used; the split is ${result.sampleRatio.verdict}`);
  for (const { arm, ...metrics } of comparisons) {
    for (const [metric, found] of Object.entries(metrics)) {
      const said = found.kind === "compared" ? `difference ${found.difference.toPrecision(3)}, p ${found.pValue.toPrecision(2)}` : `no answer: ${found.reason}`;
      console.log(`${arm} ${metric}: ${said}`);
    }
  }
  await writeFile(page, html);
  console.log(`wrote ${page}`);
}
