import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildLake, ingestBronze, openLake } from "@liftproof/adapters/duckdb";
import type { Lake } from "@liftproof/adapters/duckdb";
import { createBronzeWriter } from "@liftproof/adapters/files";
import { attributeOrders, factColumns } from "@liftproof/attribution";
import { bronzeLine } from "@liftproof/events";
import { loadExperiments } from "@liftproof/experiments";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attributionInput, judged, signedMarketplace } from "./collected-marketplace.ts";

const marketplace = signedMarketplace(500);
const lines = [...judged(marketplace)];
const input = attributionInput(lines);
const { truth } = marketplace;
let folder: string;
let lake: Lake;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "liftproof-lake-"));
  const bronzeRoot = join(folder, "bronze");
  const writer = await createBronzeWriter({ root: bronzeRoot });
  await writer.append(lines.map(({ outcome, receivedAtUs, raw }) => ({ receivedAtUs, line: bronzeLine(outcome, { receivedAtUs, raw }) })));
  await writer.close();
  lake = await openLake();
  await ingestBronze({ lake, bronzeRoot });
  const { experiments, metrics } = loadExperiments(marketplace.experimentFiles, { metrics: marketplace.metricsFile });
  await buildLake({ lake, rules: input.rules, experiments, metrics });
});

afterAll(async () => {
  await lake.close();
  await rm(folder, { recursive: true, force: true });
});

describe("the simulated marketplace in the lake", () => {
  test("law: silver holds the events of the truth, and the refused lines for their reasons", async () => {
    expect(await lake.all("SELECT count(*)::INTEGER AS found FROM lake.events")).toEqual([{ found: truth.lines.events }]);
    const refused = await lake.all("SELECT code, count(*)::INTEGER AS found FROM lake.rejected GROUP BY code");
    expect(Object.fromEntries(refused.map(({ code, found }) => [code, found]))).toEqual(truth.lines.malformed);
  });

  test("law: every attribution fact in the lake is the one that TypeScript finds", async () => {
    const columns = factColumns.map(({ column, type }) => (type === "timestamp" ? `epoch_us(${column})::VARCHAR` : `${column}::VARCHAR`));
    const rows = await lake.all(`SELECT concat_ws('|', ${columns.map((column) => `coalesce(${column}, '-')`).join(", ")}) AS fact FROM lake.fact_attribution_checkout`);
    const facts = attributeOrders(input).map((fact) => factColumns.map(({ field }) => String(fact[field] ?? "-")).join("|"));
    expect(rows.map(({ fact }) => String(fact)).sort()).toEqual([...facts].sort());
  });

  test("law: every exposure is in the arm that the hash gives, drawn again from the lake", async () => {
    expect(await lake.all("SELECT count(*)::INTEGER AS kinds FROM lake.assignment_drift WHERE recorded_variant IS DISTINCT FROM derived_variant")).toEqual([{ kinds: 0 }]);
    const [derived] = await lake.all("SELECT count(DISTINCT exp_id)::INTEGER AS experiments, MAX(reports)::INTEGER AS reports FROM lake.assignment_drift");
    expect(derived).toEqual({ experiments: truth.experiments.length, reports: expect.any(Number) });
    expect(derived?.["reports"]).toBeGreaterThan(50);
  });

  test("law: the lake counts the exposed units of the truth, but for people with two accounts", async () => {
    const rows = await lake.all("SELECT exp_id, variant, count(*)::INTEGER AS units FROM lake.fact_experiments GROUP BY ALL");
    for (const { expId, exposedUnits } of truth.experiments) {
      for (const [arm, units] of Object.entries(exposedUnits)) {
        const found = Number(rows.find(({ exp_id: id, variant }) => id === expId && variant === arm)?.["units"]);
        expect(found - units).toBeGreaterThanOrEqual(0);
        expect(found - units).toBeLessThanOrEqual(5);
      }
    }
  });
});
