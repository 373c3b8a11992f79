import { attributionRules } from "@liftproof/attribution";
import { describe, expect, test } from "vitest";
import { attributionJob, dialects, identityJob, jobWindow, lintAthena, martJob, publishedDdl, splitStatements } from "@liftproof/lake";
import type { GoldJob } from "@liftproof/lake";

const watermarkUs = 1_772_323_200_000_000;
const day = 86_400_000_000;
const location = "s3://a-bucket-of-yours/lake";
const previous = { runId: 6, watermarkUs: watermarkUs - day };
const ruleSets = [
  attributionRules({}),
  attributionRules({ resetAtOrder: true, viewThrough: { lookbackUs: 7 * day, eventNames: ["ad.view"] }, fraud: { mode: "burst", windows: [{ windowUs: 7, maxTouches: 7 }], allowedDevices: [] } }),
];

function jobs(engine: GoldJob["dialect"]["engine"]): readonly (readonly string[])[] {
  return ruleSets.flatMap((rules) => {
    const job: GoldJob = { dialect: dialects[engine], rules, watermarkUs, runId: 7, location };
    return [attributionJob(job), attributionJob(job, previous), martJob(job)].map((statements) => statements.map(({ sql }) => sql));
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

  test("edge: the window opens before the oldest order that may change, by all the time a touch may count", () => {
    const rules = attributionRules({ lookbackUs: 30 * day, finalAfterUs: 2 * day });
    expect(jobWindow(rules, watermarkUs)).toEqual({ ordersFromUs: watermarkUs - 9 * day, eventsFromUs: watermarkUs - 9 * day - 31 * day - rules.maxReceiptDelayUs });
    expect(jobWindow(attributionRules({ lookbackUs: null }), watermarkUs)).toBeNull();
    expect(() => attributionJob({ dialect: dialects.trino, rules: attributionRules({ lookbackUs: null }), watermarkUs, runId: 7 }, previous)).toThrow("lookbackUs: expected a lookback that ends");
    expect(() => attributionJob({ dialect: dialects.athena, rules, watermarkUs, runId: 7 })).toThrow("location: expected a folder");
  });
});
