import { attributionRules } from "@liftproof/attribution";
import type { SilverRow } from "@liftproof/events";
import { buildLake, ingestBronze, openLake } from "@liftproof/adapters/duckdb";
import type { Lake } from "@liftproof/adapters/duckdb";
import { attributionJob, dialects, dropRunsStatements, dropStagesStatements, experimentJob, identitiesQuery, identityJob, jobWindow, martJob, oldRuns, publishedDdl, publishedGroups, runsSql, stagesSql } from "@liftproof/lake";
import type { Dialect, NamedStatement } from "@liftproof/lake";
import { describe, expect, test } from "vitest";
import { busyRows } from "./support/busy-rows.ts";
import { experimentRows, experimentStory } from "./support/experiment-story.ts";
import { jobExperiments } from "./support/job-experiments.ts";
import { eventRow } from "./support/referral-story.ts";
import { seededRandom } from "./support/random.ts";
import { startUs } from "./support/random-rows.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { lineOf, writeObject } from "./support/write-objects.ts";

const day = 86_400_000_000;
/** What a job is given; everything else it makes, in a schema of its own. */
const given = new Set(["events", "dim_identity", "int_identity_hash", "token_mode_log"]);
const dialect: Dialect = { ...dialects.duckdb, table: (name) => `"${given.has(name) ? "lake" : "jobs"}"."${name}"` };

async function add(lake: Lake, rows: readonly SilverRow[]): Promise<void> {
  const root = temporaryFolder();
  writeObject(root, rows.map(lineOf));
  await ingestBronze({ lake, bronzeRoot: root });
}

async function withJobs(): Promise<Lake> {
  const lake = await openLake({ threads: 1 });
  await lake.run("CREATE SCHEMA jobs");
  for (const sql of publishedDdl({ engine: "duckdb", database: "jobs" })) await lake.run(sql);
  return lake;
}

async function perform(lake: Lake, statements: readonly NamedStatement[]): Promise<void> {
  for (const { sql } of statements) await lake.run(sql);
}

/** Rows of a group in a schema; the rank of a touch counts from the first touch a run has read. */
async function textOf(lake: Lake, schema: string, names: readonly string[]): Promise<string> {
  const texts: string[] = [];
  for (const name of names) {
    const columns = name === "int_touches" ? "* EXCLUDE (position)" : name === "fact_attribution_checkout" ? "* EXCLUDE (watermark)" : "*";
    texts.push(name, ...(await lake.all(`SELECT to_json(t)::VARCHAR AS text FROM (SELECT ${columns} FROM ${schema}.${name}) AS t ORDER BY text`)).map((row) => String(row["text"])));
  }
  return texts.join("\n");
}

describe("jobs that publish by a run", () => {
  test("law: a job shows the tables of a build at once, and nothing before its last statement but one", async () => {
    const rules = attributionRules({ ownDomains: ["shop.test"], viewThrough: { lookbackUs: 2 * day, eventNames: ["growth.alert.click"] }, fraud: { mode: "burst", windows: [{ windowUs: 2 * day, maxTouches: 3 }], allowedDevices: [] } });
    const lake = await withJobs();
    await add(lake, busyRows(seededRandom(51), { events: 300, people: 20, days: 8 }));
    const { watermarkUs } = await buildLake({ lake, rules });
    for (const [runId, group] of (["attribution", "marts"] as const).entries()) {
      const job = { dialect, rules, watermarkUs, runId: runId + 1 };
      const statements = group === "attribution" ? attributionJob(job) : martJob(job);
      await perform(lake, statements.slice(0, -2));
      const [shown] = await lake.all(`SELECT (SELECT count(*) FROM jobs.${group === "attribution" ? "fact_orders" : "fact_views"}) AS rows`);
      expect(shown).toEqual({ rows: 0n });
      await perform(lake, statements.slice(-2));
      expect(await textOf(lake, "jobs", publishedGroups[group])).toBe(await textOf(lake, "lake", publishedGroups[group]));
    }
    expect(await lake.all("SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'stage%'")).toEqual([]);
    await lake.close();
  });

  test("law: a job of experiments shows the tables of a build, up to the moments that inference reads", async () => {
    const rules = attributionRules({});
    const lake = await withJobs();
    await add(lake, experimentRows(seededRandom(54), 122));
    const { experiments, metrics, kills } = experimentStory();
    const { watermarkUs } = await buildLake({ lake, rules, experiments, metrics, kills });
    // One end is reached, and then units leave because they were seen in a second arm: it stays reached.
    const units = (await lake.all("SELECT SUM(units)::BIGINT AS units FROM lake.int_experiment_units WHERE exp_id = 'cta' AND segment = 'all' GROUP BY as_of_us ORDER BY as_of_us")).map((row) => Number(row["units"]));
    const planned = experiments[0]?.gate.sizing?.units ?? 0;
    expect([Math.max(...units) >= planned, (units.at(-1) ?? 0) < planned]).toEqual([true, true]);
    const own = new Set(publishedGroups.experiments);
    const inJobs: Dialect = { ...dialect, table: (name) => `"${own.has(name) || /^(run|stage|published)_/.test(name) ? "jobs" : "lake"}"."${name}"` };
    await perform(lake, experimentJob({ dialect: inJobs, rules, watermarkUs, runId: 1 }, await jobExperiments(lake)));
    for (const name of own) {
      expect(await textOf(lake, "jobs", [name]), name).toBe(await textOf(lake, "lake", [name]));
      expect((await lake.all(`SELECT 1 AS found FROM jobs.${name} LIMIT 1`)).length, name).toBe(1);
    }
    await lake.close();
  });

  test("law: SQL finds the people that the walk of TypeScript finds, alone and as a job", async () => {
    const random = seededRandom(53);
    const lake = await withJobs();
    const users = Array.from({ length: 90 }, (_, at) => `${random.pick(["u", "U", "é", "😀"])}${at}`);
    const links = Array.from({ length: 260 }, (_, at): SilverRow => {
      const eventTsUs = startUs + random.below(40) * 1000;
      const payload: Record<string, string> = random.chance(0.15) ? { from_user_id: random.pick(users), to_user_id: random.pick(users) } : { anon_id: `a${random.below(50)}`, user_id: random.pick(users) };
      return eventRow({ eventId: `l${at}`, eventName: "identity.link", eventTsUs, receivedTsUs: eventTsUs + random.below(3) * 500, anonId: "admin", payload });
    });
    const visits = users.map((userId, at) => eventRow({ eventId: `v${at}`, eventName: "page.view", eventTsUs: startUs + random.below(50) * 700, userId }));
    await add(lake, [...links, ...visits]);
    const rules = attributionRules({});
    const { watermarkUs } = await buildLake({ lake, rules, watermarkUs: startUs + 30_000 });
    const who = async (sql: string): Promise<readonly string[]> => (await lake.all(sql)).map((row) => Object.values(row).map(String).join("|")).sort();
    const resolved = await who("SELECT * FROM lake.dim_identity");
    expect(resolved.length).toBeGreaterThan(100);
    expect(await who(identitiesQuery({ dialect, watermarkUs }))).toEqual(resolved);
    expect(await who(identitiesQuery({ dialect, watermarkUs, rounds: 0 }))).not.toEqual(resolved);
    await perform(lake, identityJob({ dialect: { ...dialect, table: (name) => (name === "dim_identity" ? '"jobs"."dim_identity"' : dialect.table(name)) }, rules, watermarkUs, runId: 1 }));
    expect(await who("SELECT * FROM jobs.dim_identity")).toEqual(resolved);
    await lake.close();
  });

  test("law: a job that goes on from another gives the tables of a whole one, where nothing came later than it allows for", async () => {
    const rules = attributionRules({ lookbackUs: 2 * day, finalAfterUs: day, maxReceiptDelayUs: day });
    const rows = busyRows(seededRandom(52), { events: 500, people: 15, days: 40 }).map((row): SilverRow => ({
      ...row,
      clockSkewUs: null,
      receivedTsUs: row.eventTsUs + ((row.receivedTsUs - row.eventTsUs) % day),
      // What nonces and referrers say reaches further than any window.
      ...(row.clickNonce === null ? {} : { clickNonce: `${row.clickNonce} ${Math.floor((row.eventTsUs - startUs) / (5 * day))}` }),
    }));
    const lake = await withJobs();
    const middleUs = startUs + 35 * day;
    await add(lake, rows.filter(({ receivedTsUs }) => receivedTsUs <= middleUs));
    await buildLake({ lake, rules, watermarkUs: middleUs });
    await perform(lake, attributionJob({ dialect, rules, watermarkUs: middleUs, runId: 1 }));
    await add(lake, rows.filter(({ receivedTsUs }) => receivedTsUs > middleUs));
    const { watermarkUs } = await buildLake({ lake, rules });
    await perform(lake, attributionJob({ dialect, rules, watermarkUs, runId: 2 }, { runId: 1, watermarkUs: middleUs }));
    const window = jobWindow(rules, middleUs);
    const [old] = await lake.all("SELECT count(*) FILTER (order_ts_us < $1) AS carried, count(*) FILTER (order_ts_us >= $1) AS anew FROM jobs.fact_orders", [window?.ordersFromUs ?? 0]);
    expect(Math.min(Number(old?.["carried"]), Number(old?.["anew"]))).toBeGreaterThan(3);
    for (const name of ["fact_orders", "fact_attribution_credit", "fact_attribution_channel"]) expect(await textOf(lake, "jobs", [name]), name).toBe(await textOf(lake, "lake", [name]));
    const facts = (schema: string): string => `SELECT order_id, identity_id, channel, source, medium, campaign, winning_event_id, runner_up_event_id, tier, reason, proof_state, candidates, rejected FROM ${schema}.fact_attribution_checkout ORDER BY order_id`;
    expect(await lake.all(facts("jobs"))).toEqual(await lake.all(facts("lake")));
    await lake.close();
  });

  test("law: dropping old runs and dead stages changes nothing that readers see, and a live job ends as if nobody had cleaned", async () => {
    const rules = attributionRules({});
    const lake = await withJobs();
    await add(lake, busyRows(seededRandom(55), { events: 60, people: 6, days: 4 }));
    const { watermarkUs } = await buildLake({ lake, rules });
    const inJobs: Dialect = { ...dialect, table: (name) => (name === "dim_identity" ? '"jobs"."dim_identity"' : dialect.table(name)) };
    const job = { dialect: inJobs, rules, watermarkUs };
    for (const runId of [1, 2, 5]) await perform(lake, identityJob({ ...job, runId }));
    const [dead, live] = [identityJob({ ...job, runId: 3 }), identityJob({ ...job, runId: 4 })];
    const half = Math.floor(live.length / 2);
    for (const statements of [dead, live]) await perform(lake, statements.slice(0, half));
    const clean = async (): Promise<readonly number[]> => {
      const runs = await lake.all(runsSql(inJobs, "identities"));
      const published = runs.find(({ is_published: isPublished }) => isPublished === true)?.["run_id"];
      const old = oldRuns({ runIds: runs.map((row) => Number(row["run_id"])), publishedRunId: published === undefined ? null : Number(published), liveRunIds: [4] });
      const stages = (await lake.all(stagesSql("jobs"))).map((row) => String(row["table_name"]));
      await perform(lake, [...dropRunsStatements(inJobs, "identities", old), ...dropStagesStatements(inJobs, stages, [4])]);
      return old;
    };
    const shown = await textOf(lake, "jobs", publishedGroups.identities);
    expect(await clean()).toEqual([1]);
    expect(await clean()).toEqual([]);
    expect(await textOf(lake, "jobs", publishedGroups.identities)).toBe(shown);
    expect((await lake.all(stagesSql("jobs"))).every((row) => String(row["table_name"]).startsWith("stage_4_"))).toBe(true);
    await perform(lake, live.slice(half));
    expect(await lake.all("SELECT run_id FROM jobs.published_run")).toEqual([{ run_id: 4n }]);
    expect(await textOf(lake, "jobs", publishedGroups.identities)).toBe(shown);
    await lake.close();
  });
});
