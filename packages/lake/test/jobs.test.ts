import { attributionRules } from "@liftproof/attribution";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attributionJob, dialects, dropRunsStatements, dropStagesStatements, experimentJob, identityJob, jobWindow, lintAthena, martJob, oldRuns, publishedDdl, publishedGroups, runsSql, splitStatements, stagesSql } from "@liftproof/lake";
import type { ExperimentOfJob, GoldJob, MetricPlan } from "@liftproof/lake";

const watermarkUs = 1_772_323_200_000_000;
const day = 86_400_000_000;
const location = "s3://a-bucket-of-yours/lake";
const previous = { runId: 6, watermarkUs: watermarkUs - day };
const ruleSets = [
  attributionRules({}),
  attributionRules({ resetAtOrder: true, viewThrough: { lookbackUs: 7 * day, eventNames: ["ad.view"] }, fraud: { mode: "burst", windows: [{ windowUs: 7, maxTouches: 7 }], allowedDevices: [] } }),
];

const mean: MetricPlan = { name: "spent", kind: "mean", event: "order.created", value: "value_minor", aggregation: "sum", denominator: null, windowUs: 2 * day };
const experiment: ExperimentOfJob = {
  experiment: { expId: "cta", phase: 2, unit: "identity", control: "a", variants: ["a", "b"], weights: [1, 1], salt: "cta", status: "running", question: null, coverage: 0.5 },
  metrics: [mean, { ...mean, name: "slow", kind: "quantile", quantile: 0.9, aggregation: "last" }],
  segments: ["country"],
  asOfUs: [watermarkUs - day, watermarkUs],
  killedAtUs: watermarkUs - 7,
};

function jobs(engine: GoldJob["dialect"]["engine"]): readonly (readonly string[])[] {
  return ruleSets.flatMap((rules) => {
    const job: GoldJob = { dialect: dialects[engine], rules, watermarkUs, runId: 7, location };
    return [attributionJob(job), attributionJob(job, previous), martJob(job), experimentJob(job, [experiment])].map((statements) => statements.map(({ sql }) => sql));
  });
}

/** How often a text reads a table. */
const scans = (sql: string, table: string): number => sql.split(new RegExp(`(?:FROM|JOIN) "lake"\\."${table}"`)).length - 1;

describe("jobs for Trino and Athena", () => {
  test("budget: a job reads the events once, within days, and what it keeps of them at most once per statement and source", () => {
    for (const statements of [...jobs("trino"), ...jobs("athena")]) {
      expect(statements.reduce((total, sql) => total + scans(sql, "events"), 0)).toBe(1);
      expect(statements.find((sql) => scans(sql, "events") === 1)).toMatch(/event_ts >= TIMESTAMP '\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}' AND received_ts_us <= \d+$/);
      for (const sql of statements) expect(scans(sql, "stage_7_events"), sql.slice(0, 300)).toBeLessThanOrEqual(2);
    }
    // Put in place of their names, the parts of one statement would read the events this often.
    expect(jobs("trino")[0]?.length).toBeLessThan(60);
  });

  test("budget: who is who takes one look for links and one for whom they name", () => {
    const statements = identityJob({ dialect: dialects.athena, rules: attributionRules({}), watermarkUs, runId: 7, location }).map(({ sql }) => sql);
    expect(statements.map((sql) => scans(sql, "events")).filter((count) => count > 0)).toEqual([1, 1]);
    for (const sql of statements) expect(lintAthena(sql), sql.slice(0, 400)).toEqual([]);
    expect(statements.some((sql) => sql.startsWith("MERGE INTO"))).toBe(true);
  });

  test("law: every statement for Athena passes the linter", () => {
    for (const sql of [...jobs("athena").flat(), ...publishedDdl({ engine: "athena", location })]) expect(lintAthena(sql), sql.slice(0, 400)).toEqual([]);
  });

  test("law: a job leaves nothing behind but its run, and publishes it with its last statement but one", () => {
    for (const statements of jobs("trino")) {
      const kept = statements.flatMap((sql) => /^CREATE TABLE (\S+)/.exec(sql)?.[1] ?? []);
      for (const table of kept) {
        const places = statements.flatMap((sql, at) => (sql === `DROP TABLE IF EXISTS ${table}` ? [at] : []));
        const made = statements.findIndex((sql) => sql.startsWith(`CREATE TABLE ${table} `));
        expect(places.some((at) => at < made) && places.some((at) => at > made), table).toBe(true);
      }
      expect(statements.at(-2)).toMatch(/^MERGE INTO "lake"\."published_run"/);
      expect(statements.filter((sql) => sql.includes("published_run") && !sql.startsWith("MERGE"))).toEqual([]);
      for (const sql of statements) expect(splitStatements(sql)).toHaveLength(1);
    }
  });

  test("edge: a kill cuts the exposures after it, of a unit that cannot be followed the split is counted, and a metric has one meaning", () => {
    const job: GoldJob = { dialect: dialects.trino, rules: attributionRules({}), watermarkUs, runId: 7 };
    const names = (more: Partial<ExperimentOfJob>): readonly string[] => experimentJob(job, [{ ...experiment, ...more }]).map(({ name }) => name);
    const statements = names({});
    expect(statements.indexOf("cut cta 2 at its kill")).toBe(statements.indexOf("experiment events") + 1);
    expect(statements.filter((name) => /^(units|spent|slow) of/.test(name) && !name.includes(":"))).toEqual(["units of cta 2", "spent of cta 2", "slow of cta 2", "units of cta 2 by country", "spent of cta 2 by country", "slow of cta 2 by country"]);
    expect(names({ experiment: { ...experiment.experiment, unit: "device" } }).filter((name) => name.includes("of cta 2") && !name.includes(":"))).toEqual(["drift of cta 2", "parity of cta 2", "country of cta 2", "units of cta 2", "units of cta 2 by country"]);
    expect(() => names({ metrics: [mean, { ...mean, windowUs: day }] })).toThrow('metrics: expected one meaning of each name, got two of "spent"');
    expect(() => names({ asOfUs: [] })).toThrow("asOfUs: expected at least one instant");
  });

  test("edge: the window opens before the oldest order that may change, by all the time a touch may count", () => {
    const rules = attributionRules({ lookbackUs: 30 * day, finalAfterUs: 2 * day });
    expect(jobWindow(rules, watermarkUs)).toEqual({ ordersFromUs: watermarkUs - 9 * day, eventsFromUs: watermarkUs - 9 * day - 31 * day - rules.maxReceiptDelayUs });
    expect(jobWindow(attributionRules({ lookbackUs: null }), watermarkUs)).toBeNull();
    expect(() => attributionJob({ dialect: dialects.trino, rules: attributionRules({ lookbackUs: null }), watermarkUs, runId: 7 }, previous)).toThrow("lookbackUs: expected a lookback that ends");
    expect(() => attributionJob({ dialect: dialects.athena, rules, watermarkUs, runId: 7 })).toThrow("location: expected a folder");
  });

  test("law: an old run is below the published one, of no live job, and older than every run that stays beside it", () => {
    const runId = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(fc.array(runId), fc.option(runId), fc.array(runId, { maxLength: 3 }), fc.integer({ min: 1, max: 4 }), (runIds, publishedRunId, liveRunIds, keep) => {
        const dropped = oldRuns({ runIds, publishedRunId, liveRunIds, keep });
        for (const each of dropped) {
          expect(runIds).toContain(each);
          expect(liveRunIds).not.toContain(each);
          expect(each).toBeLessThan(publishedRunId ?? 0);
        }
        const stay = [...new Set(runIds)].filter((each) => publishedRunId !== null && each < publishedRunId && !liveRunIds.includes(each) && !dropped.includes(each));
        expect(stay.length).toBeLessThanOrEqual(keep - 1);
        if (dropped.length > 0) expect(stay.length).toBe(keep - 1);
        expect(Math.max(0, ...dropped)).toBeLessThan(Math.min(Infinity, ...stay));
      }),
      { numRuns: 100 },
    );
    expect(() => oldRuns({ runIds: [1], publishedRunId: 2, liveRunIds: [], keep: 0 })).toThrow("keep: expected a whole number of at least 1, got 0");
  });

  test("edge: dropping names the runs and nothing else, drops nothing without any, and leaves live stages alone", () => {
    const statements = dropRunsStatements(dialects.athena, "attribution", [3, 4]);
    expect(statements.map(({ sql }) => sql)).toEqual(publishedGroups.attribution.map((name) => `DELETE FROM "lake"."run_${name}" WHERE run_id IN (3, 4)`));
    expect(dropRunsStatements(dialects.athena, "attribution", [])).toEqual([]);
    const stages = dropStagesStatements(dialects.athena, ["stage_7_events", "stage_71_events", "stage_8_a_b", "stages", "stage_x"], [7]);
    expect(stages.map(({ sql }) => sql)).toEqual(["DROP TABLE IF EXISTS `lake`.`stage_71_events`", "DROP TABLE IF EXISTS `lake`.`stage_8_a_b`"]);
    for (const sql of [...statements, ...stages].map((each) => each.sql).concat(runsSql(dialects.athena, "marts"), stagesSql())) expect(lintAthena(sql), sql).toEqual([]);
  });
});
