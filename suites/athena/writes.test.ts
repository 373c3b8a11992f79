import { AdapterError, backfillBatches, backfillCondition, compactTable } from "@liftproof/adapters/athena";
import type { Athena } from "@liftproof/adapters/athena";
import { lintAthena } from "@liftproof/lake";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../../packages/adapters/test/support/random.ts";
import type { AthenaQueryFault, AthenaRequestFault } from "../../packages/testkit/src/index.ts";
import { startAthena, trino } from "./start-athena.ts";

const requestFaults: readonly AthenaRequestFault[] = ["throttle", "busy", "error", "reset", "lost", "lost_late"];
const queryFaults: readonly AthenaQueryFault[] = ["conflict", "slow_down", "unsure", "unstored", "filesystem", "internal", "cancelled"];

async function madeTable(athena: Athena, name: string, partitions = ""): Promise<void> {
  await trino.run('CREATE SCHEMA IF NOT EXISTS "lake"');
  await trino.run(`DROP TABLE IF EXISTS lake.${name}`);
  await athena.run(`CREATE TABLE IF NOT EXISTS \`lake\`.\`${name}\` (\n  \`batch\` bigint,\n  \`at\` timestamp,\n  \`who\` string\n)${partitions}\nLOCATION 's3://bucket/lake/${name}/'\nTBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet')`, { runId: name });
}

describe("writes through Athena", () => {
  test("law: on a real engine no batch is written twice, and one that is said to be written is, whatever fails", async () => {
    const random = seededRandom(5);
    const setup = await startAthena();
    await madeTable(setup.athena, "batches");
    const said = new Set<number>();
    let failures = 0;
    const { server, athena } = await startAthena(
      { fateOfRequest: () => (random.chance(0.3) ? random.pick(requestFaults) : undefined), fateOfQuery: () => (random.chance(0.4) ? random.pick(queryFaults) : undefined) },
      { patience: { pollMs: 5, baseMs: 1, capMs: 4, repeatCapMs: 4, attempts: 4, concurrentQueries: 1 }, world: { random: () => random.next(), wait: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 8))) } },
    );
    for (let batch = 0; batch < 30; batch++) {
      for (let repetition = 0; repetition < 2; repetition++) {
        await athena.run("INSERT INTO lake.batches SELECT ?, ?, ?", { runId: `batch ${batch}`, parameters: [batch, { timestampUs: batch }, "a"] }).then(
          () => said.add(batch),
          (error: unknown) => {
            failures += 1;
            expect(error).toBeInstanceOf(AdapterError);
          },
        );
      }
    }
    const counts = await trino.run("SELECT batch, count(*) AS n FROM lake.batches GROUP BY batch ORDER BY batch");
    expect(counts.map(({ n }) => n)).toEqual(counts.map(() => 1));
    const written = new Set(counts.map(({ batch }) => batch));
    for (const batch of said) expect(written.has(batch), `batch ${batch}`).toBe(true);
    console.log(`30 batches twice each: ${said.size} said to be written, ${written.size} written, ${failures} calls failed, ${server.queries.length} queries, ${server.requests.length} requests`);
    expect(failures).toBeGreaterThan(3);
    expect(said.size).toBeGreaterThan(10);
  });

  test("law: batches of a backfill stay within a hundred open partitions and write every row once; more at once are refused", async () => {
    const { athena } = await startAthena();
    await madeTable(athena, "source");
    await madeTable(athena, "target", "\nPARTITIONED BY (day(`at`), bucket(16, `who`))");
    await athena.run("INSERT INTO lake.source SELECT d * 200 + w, TIMESTAMP '2026-03-01 12:00:00' + d * INTERVAL '1' DAY, 'person ' || CAST(w AS varchar) FROM UNNEST(sequence(0, 13)) AS days (d) CROSS JOIN UNNEST(sequence(0, 199)) AS people (w)", { runId: "1" });
    const refused = await athena.run("INSERT INTO lake.target SELECT * FROM lake.source", { runId: "at once" }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "failed" });
    expect(String(refused)).toContain("ICEBERG_TOO_MANY_OPEN_PARTITIONS");
    for (const openWriters of [100, 7]) {
      const batches = backfillBatches({ fromDay: "2026-03-01", untilDay: openWriters === 100 ? "2026-03-13" : "2026-03-15", buckets: 16, openWriters }).filter(({ fromDay }) => openWriters === 100 || fromDay >= "2026-03-13");
      for (const [at, batch] of batches.entries()) {
        const within = backfillCondition(batch, { day: "at", bucket: { column: "who", of: 16 } });
        await athena.run(`INSERT INTO lake.target SELECT "batch", "at", "who" FROM lake.source WHERE ${within}`, { runId: `backfill ${openWriters} ${at}` });
      }
    }
    expect(await trino.run("SELECT count(*) AS n, count(DISTINCT batch) AS d FROM lake.target")).toEqual([{ n: 2800, d: 2800 }]);
    // Iceberg's own bucket of each file is the one that the condition computed.
    const files = await trino.run('SELECT count(*) AS n FROM lake."target$partitions"');
    expect(files).toEqual([{ n: 14 * 16 }]);
  });

  test("law: compaction leaves the rows and joins the files; a bound from the files is what they weigh", async () => {
    const { athena, server } = await startAthena();
    await madeTable(athena, "small", "\nPARTITIONED BY (day(`at`))");
    for (let at = 0; at < 4; at++) await athena.run("INSERT INTO lake.small SELECT ?, TIMESTAMP '2026-03-01 00:00:00', 'a' UNION ALL SELECT ?, TIMESTAMP '2026-03-02 00:00:00', 'b'", { runId: `${at}`, parameters: [at, at + 10] });
    const files = async (): Promise<unknown> => (await trino.run('SELECT count(*) AS n FROM lake."small$files"'))[0]?.["n"];
    expect(await files()).toBe(8);
    const reads = [{ database: "lake", table: "small", days: { column: "at", from: "2026-03-01", until: "2026-03-02" } }];
    const weight = Number((await trino.run(`SELECT sum(total_size) AS bytes FROM lake."small$partitions" WHERE "partition"."at_day" = DATE '2026-03-01'`))[0]?.["bytes"]);
    const query = "SELECT count(*) AS n FROM lake.small WHERE at < TIMESTAMP '2026-03-02 00:00:00'";
    await expect(athena.run(query, { maxBytes: weight - 1, reads })).rejects.toThrow(`got files of ${weight}; it was not started`);
    expect(server.done(query)).toBe(0);
    await athena.run(query, { maxBytes: weight, reads });
    expect(server.done(query)).toBe(1);
    await compactTable(athena, { database: "lake", table: "small", runId: "night" });
    expect(await files()).toBe(2);
    expect(await trino.run("SELECT count(*) AS n, sum(batch) AS s FROM lake.small")).toEqual([{ n: 8, s: 52 }]);
    const upkeep = server.queries.map(({ statement }) => statement).filter((sql) => /^(?:OPTIMIZE|VACUUM)/.test(sql));
    expect(upkeep).toEqual(["OPTIMIZE lake.small REWRITE DATA USING BIN_PACK", "VACUUM lake.small"]);
    expect(upkeep.flatMap((sql) => lintAthena(sql))).toEqual([]);
  });

  test("edge: an abort stops the statement on the real engine", async () => {
    const { athena, server } = await startAthena();
    const stop = new AbortController();
    const long = "SELECT count(*) AS n FROM UNNEST(sequence(1, 9000)) AS a (x) CROSS JOIN UNNEST(sequence(1, 9000)) AS b (y) CROSS JOIN UNNEST(sequence(1, 900)) AS c (z) WHERE x * y % 7 = z % 5";
    const failure = await athena.run(long, { signal: stop.signal, onProgress: ({ state }) => state === "RUNNING" && stop.abort() }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "interrupted" });
    expect(server.queries.map(({ state }) => state)).toEqual(["CANCELLED"]);
    await server.close();
    const running = await trino.run("SELECT count(*) AS n FROM system.runtime.queries WHERE state IN ('RUNNING', 'QUEUED') AND query LIKE '%9000%' AND query NOT LIKE '%runtime%'");
    expect(running).toEqual([{ n: 0 }]);
  });
});
