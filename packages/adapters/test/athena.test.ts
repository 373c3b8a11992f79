import { AdapterError, openAthena } from "@liftproof/adapters/athena";
import type { Athena, AthenaRow } from "@liftproof/adapters/athena";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AthenaQueryFault, AthenaRequestFault } from "../../testkit/src/index.ts";
import { answering, oneColumn, scriptedAthena } from "./support/scripted-athena.ts";

const insert = "INSERT INTO lake.orders SELECT 1";
const failureOf = async (promise: Promise<unknown>): Promise<AdapterError> => {
  const error = await promise.then(() => undefined, (cause: unknown) => cause);
  if (!(error instanceof AdapterError)) throw new Error(`expected an AdapterError, got ${String(error)}`);
  return error;
};
const taken = async (rows: AsyncIterable<AthenaRow>): Promise<readonly AthenaRow[]> => {
  const all: AthenaRow[] = [];
  for await (const row of rows) all.push(row);
  return all;
};
const rowsOf = async (athena: Athena, sql: string): Promise<readonly AthenaRow[]> => taken((await athena.run(sql)).rows);

describe("Athena client", () => {
  test("law: whatever is throttled, lost or stopped, no statement that writes is carried out twice by one run id", async () => {
    const requestFault = fc.constantFrom<AthenaRequestFault | undefined>(undefined, undefined, "throttle", "busy", "error", "reset", "lost", "lost_late");
    const queryFault = fc.constantFrom<AthenaQueryFault | undefined>(undefined, "conflict", "slow_down", "unsure", "unstored", "filesystem", "internal", "cancelled", "scan_limit", "exhausted");
    await fc.assert(
      fc.asyncProperty(fc.array(requestFault, { maxLength: 14 }), fc.array(queryFault, { maxLength: 5 }), fc.nat(3), async (requests, queries, restarts) => {
        const scene = await scriptedAthena({ fateOfRequest: ({ count }) => requests[count], fateOfQuery: ({ count }) => queries[count], queuedLooks: restarts % 2 });
        let succeeded = 0;
        for (let process = 0; process <= restarts; process++) {
          const athena = await scene.client({ patience: { attempts: 2, repeats: 2 } });
          await athena.run(insert, { runId: "orders of March" }).then(() => (succeeded += 1), (error: unknown) => expect(error).toBeInstanceOf(AdapterError));
        }
        expect(scene.server.done(insert)).toBeLessThanOrEqual(1);
        if (succeeded > 0) expect(scene.server.done(insert)).toBe(1);
        expect(new Set(scene.server.queries.map(({ token }) => token)).size).toBe(scene.server.queries.length);
      }),
      { numRuns: 25 },
    );
  });

  test("law: another process asks with the same token; another run, value or attempt has another", async () => {
    const scene = await scriptedAthena({ fateOfQuery: ({ count }) => (count === 0 ? "conflict" : undefined) });
    const sql = "INSERT INTO lake.orders SELECT ?";
    const first = await scene.athena.run(sql, { runId: "1", parameters: ["a"] });
    const again = await (await scene.client()).run(sql, { runId: "1", parameters: ["a"] });
    expect(again.queryId).toBe(first.queryId);
    await scene.athena.run(sql, { runId: "2", parameters: ["a"] });
    await scene.athena.run(sql, { runId: "1", parameters: ["b"] });
    expect(scene.server.queries.map(({ token }) => token)).toEqual([...new Set(scene.server.queries.map(({ token }) => token))]);
    const both = await Promise.all([scene.athena, await scene.client()].map((athena) => athena.run(insert, { runId: "1" })));
    expect(both[0]?.queryId).toBe(both[1]?.queryId);
    expect(scene.server.done(insert)).toBe(1);
    // Pinned: a release that computed other tokens would run the statements of an interrupted job again.
    expect(scene.server.queries.map(({ token }) => token.slice(0, 8))).toEqual(["238aee27", "24171c3f", "39a312d2", "baa73361", expect.any(String)]);
  });

  test("edge: a statement that writes needs a run id, and one that reads needs none", async () => {
    const scene = await scriptedAthena();
    await expect(scene.athena.run(insert)).rejects.toThrow("runId: expected one for a statement that writes, got none");
    await expect(scene.athena.run("EXPLAIN ANALYZE INSERT INTO a SELECT 1")).rejects.toThrow(TypeError);
    expect(await rowsOf(scene.athena, "-- who\n(SELECT 1)")).toEqual([{ a: "1" }]);
  });

  test("edge: an abort stops the query on the server, and one whose start was not answered too", async () => {
    for (const fault of [undefined, "lost"] as const) {
      const stop = new AbortController();
      const scene = await scriptedAthena({ fateOfQuery: () => "endless", fateOfRequest: ({ operation, count }) => (count === 0 && operation === "StartQueryExecution" ? fault : undefined) });
      const failure = failureOf(scene.athena.run("SELECT 1", { signal: stop.signal, onProgress: ({ scannedBytes }) => scannedBytes >= 3e6 && stop.abort() }));
      expect(await failure).toMatchObject({ code: "interrupted", retryable: true });
      expect(scene.server.queries.map(({ state }) => state)).toEqual(["CANCELLED"]);
      expect(scene.server.requests.at(-1)).toBe("StopQueryExecution");
    }
  });

  test("edge: a lost start whose caller gave up is found by its token and stopped", async () => {
    const stop = new AbortController();
    const scene = await scriptedAthena({
      fateOfQuery: () => "endless",
      fateOfRequest: ({ count }) => {
        if (count > 0) return undefined;
        stop.abort();
        return "lost";
      },
    });
    expect(await failureOf(scene.athena.run("SELECT 1", { signal: stop.signal }))).toMatchObject({ code: "interrupted" });
    expect(scene.server.queries.map(({ state }) => state)).toEqual(["CANCELLED"]);
  });

  test("edge: what an abort stopped may read again under its run id, and may not write again", async () => {
    const scene = await scriptedAthena({ fateOfQuery: ({ count }) => (count < 2 ? "endless" : undefined) });
    const aborted = async (sql: string): Promise<void> => {
      const stop = new AbortController();
      await failureOf(scene.athena.run(sql, { runId: "1", signal: stop.signal, onProgress: () => stop.abort() }));
    };
    for (const sql of ["SELECT 1", insert]) await aborted(sql);
    await scene.athena.run("SELECT 1", { runId: "1" });
    const failure = await failureOf(scene.athena.run(insert, { runId: "1" }));
    expect(failure.message).toContain("it was stopped, and may have written before; look into the table's \"$snapshots\", then repeat with another runId");
    expect(scene.server.queries).toHaveLength(3);
  });

  test("edge: a query that reads more than it may is stopped, and billed", async () => {
    const scene = await scriptedAthena({ fateOfQuery: () => "endless" });
    expect(await failureOf(scene.athena.run("SELECT 1", { maxBytes: 2_500_000 }))).toMatchObject({ code: "over_budget", retryable: false });
    expect(scene.athena.ledger()).toMatchObject([{ state: "CANCELLED", scannedBytes: 3e6, billedBytes: 10e6, dollars: 0.00005 }]);
  });

  test("edge: files that are too many bytes keep a statement from being started", async () => {
    const scene = await scriptedAthena({ engine: answering(oneColumn("bytes", ["9007199254740995"], { type: "bigint" })) });
    const reads = [{ database: "lake", table: "events", days: { column: "event_ts", from: "2026-03-01", until: "2026-03-02" } }];
    const failure = await failureOf(scene.athena.run("SELECT count(*) FROM lake.events", { maxBytes: 1e9, reads }));
    expect(failure.message).toContain("expected to read at most 1000000000 bytes, got files of 9007199254740995; it was not started");
    expect(scene.server.queries.map(({ statement }) => statement)).toEqual([
      `SELECT CAST(coalesce(sum(total_size), 0) AS bigint) AS bytes FROM "lake"."events$partitions" WHERE "partition"."event_ts_day" >= DATE '2026-03-01' AND "partition"."event_ts_day" < DATE '2026-03-02'`,
    ]);
  });

  test("edge: a full queue is waited for up to its minutes, at longer and longer waits with a bound", async () => {
    const scene = await scriptedAthena({ fateOfRequest: ({ operation }) => (operation === "StartQueryExecution" ? "busy" : undefined) });
    expect(await failureOf(scene.athena.run("SELECT 1"))).toMatchObject({ code: "throttled" });
    const waited = scene.fake.waits.reduce((total, ms) => total + ms, 0);
    expect(waited).toBeGreaterThanOrEqual(900_000);
    expect(waited).toBeLessThan(930_000);
    expect(scene.fake.waits.every((ms) => ms <= 30_000)).toBe(true);
    expect(scene.server.queries).toEqual([]);
  });

  test("edge: no more queries run at once than may, in the order they came, and one loop looks at all of them", async () => {
    let [inside, most] = [0, 0];
    const engine = { run: async (statement: string) => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
      return oneColumn("a", [statement]);
    } };
    const scene = await scriptedAthena({ engine, queuedLooks: 2 }, { patience: { concurrentQueries: 3 } });
    const rows = await Promise.all(Array.from({ length: 12 }, (_, at) => rowsOf(scene.athena, `SELECT ${at}`)));
    expect(rows.map(([row]) => row?.["a"])).toEqual(Array.from({ length: 12 }, (_, at) => `SELECT ${at}`));
    expect(most).toBeLessThanOrEqual(3);
    expect(scene.server.requests.filter((name) => name === "BatchGetQueryExecution").length).toBeLessThan(12 * 3);
    expect(scene.server.requests).not.toContain("GetQueryExecution");
  });

  test("edge: rows come page by page past a thousand, the header is no row, and nothing is asked for before it is taken", async () => {
    const cells = Array.from({ length: 2500 }, (_, at) => (at === 999 ? null : at === 1000 ? "" : at === 1001 ? "a" : `${at}`));
    const scene = await scriptedAthena({ engine: answering(oneColumn("a", cells)), fateOfRequest: ({ operation, count }) => (operation === "GetQueryResults" && count % 2 === 0 ? "lost_late" : undefined) });
    const { rows } = await scene.athena.run("SELECT a FROM t");
    expect(scene.server.requests).not.toContain("GetQueryResults");
    expect((await taken(rows)).map(({ a }) => a)).toEqual(cells);
    for await (const _ of rows) break;
    expect((await taken((await scene.athena.run("SHOW TABLES")).rows))).toHaveLength(2500);
  });

  test("edge: conflicts and throttled storage are run again with waits that grow; what may stand is not", async () => {
    const scene = await scriptedAthena({ fateOfQuery: ({ count }) => (["conflict", "slow_down", undefined] as const)[count] });
    const { statistics } = await scene.athena.run(insert, { runId: "1" });
    expect(statistics).toMatchObject({ attempts: 3 });
    expect(scene.server.done(insert)).toBe(1);
    const ends: readonly (readonly [AthenaQueryFault, string, string])[] = [
      ["unsure", "failed", "nobody knows whether this write stands"],
      ["unstored", "failed", "the write may stand although its result could not be stored"],
      ["filesystem", "failed", "this write may stand"],
      ["exhausted", "out_of_memory", "read fewer days at once"],
      ["scan_limit", "over_budget", "raise the workgroup's scan limit"],
    ];
    for (const [fault, code, words] of ends) {
      const other = await scriptedAthena({ fateOfQuery: () => fault });
      const failure = await failureOf(other.athena.run(insert, { runId: "1" }));
      expect(failure.code).toBe(code);
      expect(failure.message).toContain(words);
      expect(other.server.queries).toHaveLength(1);
    }
    const stubborn = await scriptedAthena({ fateOfQuery: () => "conflict" });
    expect(await failureOf(stubborn.athena.run(insert, { runId: "1" }))).toMatchObject({ code: "conflict", retryable: true });
    expect(stubborn.server.queries).toHaveLength(5);
    // Later, the failed ones are walked past and the statement runs.
    stubborn.fake.advance(120_000);
    expect(await failureOf(stubborn.athena.run(insert, { runId: "1" }))).toMatchObject({ code: "conflict" });
    expect(stubborn.server.queries).toHaveLength(10);
  });

  test("edge: the ledger bills whole megabytes and ten at least, nothing for failures, DDL and what an earlier call paid for", async () => {
    const scanned: Readonly<Record<string, number>> = { "SELECT 1": 1, "SELECT 2": 10_000_001 };
    const scene = await scriptedAthena({ engine: { run: (sql) => Promise.resolve(oneColumn("a", ["1"], { scannedBytes: scanned[sql] ?? 0 })) }, fateOfQuery: ({ statement }) => (statement === "SELECT 3" ? "exhausted" : undefined) });
    for (const sql of ["SELECT 1", "SELECT 2", "CREATE TABLE IF NOT EXISTS t (a int)"]) await scene.athena.run(sql, { runId: "1" });
    await failureOf(scene.athena.run("SELECT 3", { runId: "1" }));
    scene.fake.advance(3_600_000);
    await scene.athena.run("SELECT 2", { runId: "1" });
    expect(scene.athena.ledger().map(({ scannedBytes, billedBytes, isEarlier }) => [scannedBytes, billedBytes, isEarlier])).toEqual([[1, 10e6, false], [10_000_001, 11e6, false], [0, 0, false], [0, 0, false], [10_000_001, 0, true]]);
  });

  test("edge: options out of their range, and requests that Athena refuses, say what to do", async () => {
    const scene = await scriptedAthena();
    const connection = { region: "eu-central-1", endpoint: scene.server.url, credentials: { accessKeyId: "a", secretAccessKey: "b" }, workGroup: "other", database: "lake" };
    await expect(openAthena({ ...connection, patience: { attempts: 0 } })).rejects.toThrow("patience.attempts: expected a whole number of at least 1, got 0");
    await expect(openAthena({ ...connection, dollarsPerTerabyte: -1 })).rejects.toThrow("dollarsPerTerabyte: expected a number of at least 0, got -1");
    await expect(scene.athena.run("SELECT 1", { maxBytes: -1 })).rejects.toThrow("maxBytes: expected a number of at least 0, got -1");
    const failure = await failureOf((await scene.client({ workGroup: "other" })).run("SELECT 1"));
    expect(failure.message).toContain("InvalidRequestException (WorkGroup other is not found.)");
    const { athena } = scene;
    await athena.close();
    expect(await failureOf(athena.run("SELECT 1"))).toMatchObject({ code: "interrupted" });
  });
});
