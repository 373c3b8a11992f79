import { existsSync } from "node:fs";
import { join } from "node:path";
import { attributionRules } from "@liftproof/attribution";
import { attributionStatements, dialects, experimentEventsSql, exposuresSql, identityTraitsSql, lostEventsSql, trafficSql } from "@liftproof/lake";
import { describe, expect, test } from "vitest";
import { openLake } from "@liftproof/adapters/duckdb";
import { temporaryFolder } from "./support/temporary-folder.ts";

interface PlanStep {
  readonly name: string;
  readonly children: readonly PlanStep[];
}

const stepsOf = (step: PlanStep): readonly PlanStep[] => [step, ...step.children.flatMap(stepsOf)];

/** Whether a step sets rows of one table beside rows of another without a key. A few rows that stand in the statement itself are no table. */
function pairsRows({ name, children }: PlanStep): boolean {
  return /NESTED_LOOP|BLOCKWISE_NL|CROSS_PRODUCT|IE_JOIN|PIECEWISE_MERGE/.test(name) && !children.some((child) => child.name === "COLUMN_DATA_SCAN");
}

describe("work of a build", () => {
  test("budget: no statement but credits joins rows by anything but equal keys", async () => {
    const lake = await openLake({ threads: 1 });
    const gold = { dialect: dialects.duckdb, rules: attributionRules({}), watermarkUs: 1_772_323_200_000_000 };
    const experiments = [experimentEventsSql(gold), lostEventsSql(gold), exposuresSql(gold.dialect), identityTraitsSql(gold.dialect), trafficSql(gold.dialect)];
    const statements = [...attributionStatements(gold), ...experiments.map((sql) => ({ name: "experiments", sql }))].filter(({ name }) => name !== "credits");
    expect(statements).toHaveLength(11);
    for (const { name, sql } of statements) {
      const [plan] = await lake.all(`EXPLAIN (FORMAT json) ${sql}`);
      const steps = (JSON.parse(String(plan?.["explain_value"])) as readonly PlanStep[]).flatMap(stepsOf);
      expect(steps.map((step) => step.name), name).toContain("INSERT");
      expect(steps.filter(pairsRows).map((step) => step.name), name).toEqual([]);
    }
    await lake.close();
  });

  test("edge: a closed lake is one file", async () => {
    const path = join(temporaryFolder(), "lake.duckdb");
    const lake = await openLake({ path, threads: 1 });
    await lake.run("INSERT INTO lake.build_runs VALUES (1, 2, 'x', 'y', 3)");
    await lake.close();
    expect(existsSync(path)).toBe(true);
    expect(existsSync(`${path}.wal`)).toBe(false);
  });
});
