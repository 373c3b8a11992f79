import { join } from "node:path";
import { experimentInferenceTable, factExperimentResultTable, openLake } from "@liftproof/adapters/duckdb";
import type { Lake } from "@liftproof/adapters/duckdb";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "./support/temporary-folder.ts";

async function columnsOf(lake: Lake, name: string): Promise<readonly unknown[]> {
  return (await lake.all(`SELECT column_name FROM (DESCRIBE lake.${name})`)).map((row) => row["column_name"]);
}

describe("a lake of another version", () => {
  test("law: results of an earlier one keep their rows and get what they lack in its place; those of a later one stay as they are", async () => {
    const path = join(temporaryFolder(), "lake.duckdb");
    const earlier = await openLake({ path, threads: 1 });
    await earlier.run("INSERT INTO lake.experiment_inference (run_id, exp_id, decided_at_us) VALUES (7, 'cta', 5)");
    await earlier.run("ALTER TABLE lake.experiment_inference DROP COLUMN sequential_insufficient_reason; ALTER TABLE lake.experiment_inference DROP COLUMN role");
    await earlier.run("ALTER TABLE lake.fact_experiment_result DROP COLUMN role; ALTER TABLE lake.fact_experiment_result ADD COLUMN foreseen VARCHAR");
    await earlier.close();

    const lake = await openLake({ path, threads: 1 });
    expect(await columnsOf(lake, "experiment_inference")).toEqual(experimentInferenceTable.columns.map(({ column }) => column));
    expect(await lake.all("SELECT run_id, exp_id, role, decided_at_us FROM lake.experiment_inference")).toEqual([{ run_id: 7n, exp_id: "cta", role: null, decided_at_us: 5n }]);
    expect(await columnsOf(lake, "fact_experiment_result")).toEqual([...factExperimentResultTable.columns.map(({ column }) => column).filter((column) => column !== "role"), "foreseen"]);
    await lake.close();
  });
});
