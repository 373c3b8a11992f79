import { resultColumns } from "@liftproof/experiments";
import type { Analysis, ExperimentResultRow } from "@liftproof/experiments";
import type { ReportExperiment, ReportLook } from "@liftproof/reporting";
import type { SqlValue } from "../../sql-value.ts";
import type { Lake } from "../open-lake.ts";
import { readConduct } from "./read-conduct.ts";

/** Every experiment with results: its latest rows over all units and within segments, the verdict on its split, and how the estimate settled over time. */
export async function readExperimentReports(lake: Lake): Promise<readonly ReportExperiment[]> {
  const arms = await lake.all("SELECT * FROM lake.dim_experiment ORDER BY exp_id, phase, place");
  const results = await readResults(lake, "WHERE segment = 'all'");
  const segmented = await readResults(lake, "AS r WHERE segment <> 'all' AND as_of_us = (SELECT MAX(as_of_us) FROM lake.fact_experiment_result AS last WHERE last.exp_id = r.exp_id AND last.phase = r.phase)");
  const splits = await lake.all("SELECT exp_id, phase, as_of_us, evidence_json FROM lake.int_experiment_split ORDER BY exp_id, phase, as_of_us");
  const firsts = await lake.all("SELECT exp_id, phase, MIN(first_exposure_us) AS us FROM lake.fact_experiments GROUP BY exp_id, phase");
  const names = [...new Map(arms.map((arm) => [`${arm["exp_id"]} ${arm["phase"]}`, { expId: String(arm["exp_id"]), phase: Number(arm["phase"]) }])).values()];
  const reports: ReportExperiment[] = [];
  for (const { expId, phase } of names) {
    const isOne = (row: Readonly<Record<string, SqlValue>>): boolean => row["exp_id"] === expId && Number(row["phase"]) === phase;
    const own = arms.filter(isOne);
    const all = results.filter((row) => row.expId === expId && row.phase === phase);
    const lastUs = all.reduce((last, { asOfUs }) => Math.max(last, asOfUs), 0);
    const variants = own.map((arm) => String(arm["variant"]));
    const primaryMetric = all.find(({ role }) => role === "primary")?.metric;
    const first = firsts.find(isOne)?.["us"] ?? null;
    const firstUs = first === null ? null : Number(first);
    const decided = decidedLook(all, lastUs);
    // A lake whose last build was an older version's has no changes.
    const changes = own[0]?.["changes_json"];
    const evidence = splits.filter(isOne).at(-1)?.["evidence_json"];
    reports.push({
      definition: {
        expId,
        question: (own[0]?.["question"] ?? null) as string | null,
        variants,
        weights: own.map((arm) => Number(arm["weight"])),
        ...(primaryMetric === undefined ? {} : { primaryMetric }),
      },
      rows: all.filter(({ asOfUs }) => asOfUs === lastUs),
      ...segmentsOf(segmented.filter((row) => row.expId === expId && row.phase === phase)),
      sampleRatio: typeof evidence === "string" ? (JSON.parse(evidence) as Analysis["sampleRatio"]) : null,
      ...(decided === null ? {} : { decided }),
      history: looks(all, variants),
      ...(typeof changes === "string" ? { changes: JSON.parse(changes) as NonNullable<ReportExperiment["changes"]> } : {}),
      ...(firstUs === null ? {} : { startedAtUs: firstUs }),
      ...(await readConduct(lake, { expId, phase, variants, asOfUs: lastUs })),
    });
  }
  return reports;
}

/** The rows of the look that decided, for each treatment of its own look, when that is not the last one for all of them. */
function decidedLook(rows: readonly ExperimentResultRow[], lastUs: number): NonNullable<ReportExperiment["decided"]> | null {
  const last = rows.filter(({ asOfUs }) => asOfUs === lastUs);
  const decided = new Map(last.flatMap(({ treatment, decidedAtUs }) => (decidedAtUs !== null && rows.some(({ asOfUs }) => asOfUs === decidedAtUs) ? [[treatment, decidedAtUs] as const] : [])));
  const latestUs = Math.max(...decided.values());
  if (![...decided.values()].some((us) => us < lastUs)) return null;
  return { asOfUs: latestUs, rows: rows.filter(({ treatment, asOfUs }) => asOfUs === (decided.get(treatment) ?? lastUs)) };
}

/** Looks at the primary metric of the first treatment; one chart tells one story. */
function looks(rows: readonly ExperimentResultRow[], variants: readonly string[]): readonly ReportLook[] {
  const treatment = variants.find((variant) => rows.some((row) => row.treatment === variant));
  return rows.flatMap((row) => {
    const { asOfUs, difference, intervalLow: low, intervalHigh: high, sequentialLow, sequentialHigh } = row;
    if (row.role !== "primary" || row.treatment !== treatment || difference === null || low === null || high === null) return [];
    return [{ metric: row.metric, asOfUs, difference, low, high, sequentialLow, sequentialHigh, units: row.unitsControl + row.unitsTreatment }];
  });
}

function segmentsOf(rows: readonly ExperimentResultRow[]): Pick<ReportExperiment, "segments"> {
  return rows.length === 0 ? {} : { segments: rows.map((row) => ({ segment: row.segment, row, srmVerdict: row.srmVerdict })) };
}

async function readResults(lake: Lake, which: string): Promise<readonly ExperimentResultRow[]> {
  const rows = await lake.all(`SELECT * FROM lake.fact_experiment_result ${which} ORDER BY exp_id, phase, as_of_us, segment, metric, treatment`);
  return rows.map(
    (row) =>
      Object.fromEntries(
        resultColumns.map(({ field, column }) => {
          const value = row[column] ?? null;
          return [field, typeof value === "bigint" ? Number(value) : value];
        }),
      ) as unknown as ExperimentResultRow,
  );
}
