import { inferAthena } from "@liftproof/adapters/athena";
import { experimentInferenceTable, inferLake, openLake } from "@liftproof/adapters/duckdb";
import { quoteIdentifier } from "@liftproof/lake";
import { describe, expect, test } from "vitest";
import { duckDbEngine } from "../../testkit/src/index.ts";
import { experimentStory } from "./support/experiment-story.ts";
import { startUs } from "./support/random-rows.ts";
import { scriptedAthena } from "./support/scripted-athena.ts";

describe("inference on Athena", () => {
  test("law: counts on Athena give the rows of counts in DuckDB, whole or not at all, and a run that was interrupted leaves nothing behind", async () => {
    const lake = await openLake({ threads: 1 });
    await lake.run("INSERT INTO lake.fact_experiments (exp_id, phase, unit_id, first_exposure_us) VALUES ('cta', 1, 'u:1', $1)", [startUs]);
    for (const [day, variant, units] of [[9, "control", 410n], [9, "short", 400n], [20, "control", 900n], [20, "short", 930n]] as const) {
      const key = [BigInt(startUs) + BigInt(day) * 86_400_000_000n, variant, units] as const;
      await lake.run("INSERT INTO lake.int_experiment_units VALUES ('cta', 1, 'all', $1, $2, $3, 2, 1)", key);
      await lake.run("INSERT INTO lake.int_experiment_moments VALUES ('cta', 1, 'all', 'orders', 'rate', $2, $1, $3, 0, $3 // 3, $3 // 3, 0, 0, 0, $3 // 3)", key);
      await lake.run("INSERT INTO lake.int_experiment_moments VALUES ('cta', 1, 'all', 'spent', 'mean', $2, $1, $3, 0, $3 * 3000000000000001, $3 * 10000000000000000000000000000001::HUGEINT, 0, 0, 0, $3)", key);
    }
    const { runId, rows, looks } = await inferLake({ lake, ...experimentStory() });
    let isBroken = true;
    const scene = await scriptedAthena({ engine: duckDbEngine(lake), fateOfQuery: ({ statement }) => (isBroken && statement.startsWith("UPDATE") ? "exhausted" : undefined) });
    const infer = () => inferAthena({ athena: scene.athena, ...experimentStory() });
    const standing = async (): Promise<unknown> => lake.all("SELECT MAX(run_id) AS last, COUNT(*) FILTER (run_id IS NULL) AS waiting FROM lake.experiment_inference");

    await expect(infer()).rejects.toThrow('statement "show": query ');
    expect(await standing()).toEqual([{ last: BigInt(runId), waiting: BigInt(rows) }]);
    isBroken = false;
    // Somebody else's counts meanwhile: what the broken run left goes, and is not shown with them.
    await lake.run("UPDATE lake.int_experiment_units SET units = units + 1");
    expect(await infer()).toEqual({ runId: runId + 1, rows, looks, uncounted: ["hero"] });
    expect(await standing()).toEqual([{ last: BigInt(runId + 1), waiting: 0n }]);
    const again = await inferLake({ lake, ...experimentStory() });
    expect(again.runId).toBe(runId + 2);
    const columns = experimentInferenceTable.columns.filter(({ column }) => column !== "run_id").map(({ column }) => quoteIdentifier(column)).join(", ");
    const ofRun = (run: number): Promise<unknown> => lake.all(`SELECT ${columns} FROM lake.experiment_inference WHERE run_id = ${run} ORDER BY ALL`);
    expect(await ofRun(runId + 1)).toEqual(await ofRun(runId + 2));
    expect(scene.server.queries.filter(({ statement }) => statement.startsWith("INSERT")).every(({ statement }) => Buffer.byteLength(statement) < 210_000)).toBe(true);
    await lake.close();
  });
});
