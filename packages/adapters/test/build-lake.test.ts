import { join } from "node:path";
import { attributionRules } from "@liftproof/attribution";
import { accept, bronzeLine } from "@liftproof/events";
import type { SilverRow } from "@liftproof/events";
import { loadExperiments } from "@liftproof/experiments";
import type { ExperimentDefinition, MetricDefinition } from "@liftproof/experiments";
import { goldTables } from "@liftproof/lake";
import { describe, expect, test } from "vitest";
import { buildLake, experimentInferenceTable, factExperimentResultTable, inferLake, ingestBronze, openLake, readReport } from "@liftproof/adapters/duckdb";
import type { Lake } from "@liftproof/adapters/duckdb";
import { seededRandom } from "./support/random.ts";
import { randomRows, startUs } from "./support/random-rows.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { lineOf, writeObject } from "./support/write-objects.ts";

const day = 86_400_000_000;
const rules = attributionRules({});

function config(maxDays: number = 28): { experiments: readonly ExperimentDefinition[]; metrics: readonly MetricDefinition[] } {
  const metric = (name: string, rest: string): string => `  - { name: ${name}, event: order.created, window: 7d, ${rest} }\n`;
  const metrics =
    `metrics:\n${metric("order_rate", "kind: rate, agg: any, direction: up")}${metric("revenue", "kind: mean, agg: sum, value: value_minor, direction: up, margin: 1")}` +
    `${metric("orders", "kind: mean, agg: count, direction: up, margin: 1")}${metric("last_value", "kind: mean, agg: last, value: value_minor, direction: up, margin: 1")}` +
    "  - { name: basket, kind: ratio, event: order.created, agg: sum, value: value_minor, window: 7d, direction: up, margin: 1, denominator: { event: order.created, agg: count } }\n";
  const experiment =
    "exp_id: cta\nquestion: Does it help?\nsurface: shop\nunit: identity\nvariants: [control, short]\nweights: [50, 50]\nprimary_metric: order_rate\nguardrails: [revenue, orders, last_value, basket]\n" +
    `schedule: { start: 2026-03-01, max_days: ${maxDays} }\nphase: 1\nstatus: draft\n`;
  const loaded = loadExperiments([{ path: "cta.yaml", text: experiment }], { metrics: { path: "metrics.yaml", text: metrics } });
  expect(loaded.faults).toEqual([]);
  return { experiments: loaded.experiments, metrics: loaded.metrics };
}

/** What people did, as lines a collector would receive. */
interface Story {
  readonly lines: readonly { readonly receivedAtUs: number; readonly line: string }[];
}

const hour = 3_600_000_000;

function story(seed: number, people: number): Story {
  const random = seededRandom(seed);
  const lines: { receivedAtUs: number; line: string }[] = [];
  const tell = (atUs: number, event: Readonly<Record<string, unknown>>): void => {
    lines.push({ receivedAtUs: atUs + 1000, line: JSON.stringify({ event_ts_us: atUs, ...event }) });
  };
  for (let person = 0; person < people; person++) {
    const userId = person % 10 === 9 ? `user'${person}"; DROP TABLE lake.events; --` : `user-${person}`;
    const exposedUs = startUs + random.below(12 * 24) * hour;
    const arm = random.pick(["control", "short"]);
    const see = (variant: string, at: number): void =>
      tell(at, {
        event_name: "exp.view",
        event_id: `exp.view/cta/1/${variant}/s${at}/u:${userId}`,
        user_id: userId,
        session_id: `s${at}`,
        payload: { exp_id: "cta", phase: 1, variant, unit_type: "identity", unit_id: `u:${userId}`, hash_version: 1, bucket: 1, reason: "assigned" },
        ...(person % 17 === 0 ? { labels: { bot_ua: "true" } } : {}),
      });
    if (person % 23 !== 0) see(arm, exposedUs);
    if (random.chance(0.4)) see(arm, exposedUs + hour);
    if (person % 13 === 0) see(arm === "control" ? "short" : "control", exposedUs + 2 * hour);
    for (let order = random.below(4); order > 0; order--) {
      const at = exposedUs + random.pick([-8 * day, -7 * day, -1, 0, day, 7 * day, 7 * day + 1]);
      tell(at, {
        event_name: "order.created",
        event_id: `order-${person}-${order}`,
        user_id: userId,
        payload: { order_id: `o-${person}-${order}`, checkout_id: `c-${person}-${order}`, value_minor: 1000 + random.below(100_000) - (person % 5 === 0 ? 90_000 : 0), currency: "EUR", is_test: random.chance(0.1) },
      });
    }
  }
  return { lines: lines.sort((a, b) => a.receivedAtUs - b.receivedAtUs) };
}

async function ingested(lake: Lake, { lines }: Story): Promise<SilverRow[]> {
  const rows: SilverRow[] = [];
  const bronze = lines.map(({ receivedAtUs, line }) => {
    const outcome = accept(line, { receivedAtUs, verify: () => ({ status: "missing", claims: null }) });
    if (outcome.kind === "rejected") throw new Error(`${outcome.rejection.path}: ${outcome.rejection.message}`);
    rows.push(outcome.row);
    return bronzeLine(outcome, { receivedAtUs, raw: line });
  });
  const root = temporaryFolder();
  writeObject(root, bronze);
  await ingestBronze({ lake, bronzeRoot: root });
  return rows;
}

async function goldOf(lake: Lake): Promise<string> {
  await lake.run("BEGIN TRANSACTION READ ONLY");
  const texts: string[] = [];
  for (const name of [...goldTables.map((table) => table.name), "fact_experiment_result"]) {
    const rows = await lake.all(`SELECT to_json(t)::VARCHAR AS text FROM lake.${name} AS t ORDER BY text`);
    texts.push(name, ...rows.map((row) => String(row["text"])));
  }
  await lake.run("COMMIT");
  return texts.join("\n");
}

describe("building gold", () => {
  test("law: the result table has a grain of its own columns, names none twice, and holds one row for each", async () => {
    const names = factExperimentResultTable.columns.map(({ column }) => column);
    expect(new Set(names).size).toBe(names.length);
    expect(factExperimentResultTable.grain.filter((column) => !names.includes(column))).toEqual([]);
    const { experiments, metrics } = config();
    const lake = await openLake({ threads: 2 });
    await ingested(lake, story(3, 300));
    const { experimentRows, watermarkUs } = await buildLake({ lake, rules, experiments, metrics });
    const keys = await lake.all(`SELECT count(*) AS rows FROM (SELECT DISTINCT ${factExperimentResultTable.grain.join(", ")} FROM lake.fact_experiment_result)`);
    expect(experimentRows).toBeGreaterThan(50);
    expect(keys).toEqual([{ rows: BigInt(experimentRows) }]);

    // The schedule gives 28 days: every look before says so, none after changes its decision.
    // The counts alone give the same rows again, in a run of their own; a look whose counts are gone is no result.
    const built = await goldOf(lake);
    await lake.run("DELETE FROM lake.fact_experiment_result; DELETE FROM lake.int_experiment_split");
    expect(await inferLake({ lake, experiments, metrics })).toMatchObject({ runId: 2, rows: experimentRows, uncounted: [] });
    expect(await goldOf(lake)).toBe(built);
    const runs = await lake.all(`SELECT count(*) AS rows, count(DISTINCT (${experimentInferenceTable.grain.join(", ")})) AS keys, count(DISTINCT run_id) AS runs FROM lake.experiment_inference`);
    expect(runs).toEqual([{ rows: BigInt(2 * experimentRows), keys: BigInt(2 * experimentRows), runs: 2n }]);
    const days = await lake.all("SELECT DISTINCT COALESCE(time_to_decision_days, time_to_decision_latest_days) AS days FROM lake.fact_experiment_result WHERE as_of_us <> $1", [watermarkUs]);
    expect(days).toEqual([{ days: 28 }]);
    await lake.close();
  });

  test("law: moments are those of the units, counted one by one", async () => {
    const { experiments, metrics } = config();
    const lake = await openLake({ threads: 2 });
    const rows = await ingested(lake, story(3, 300));
    const report = await buildLake({ lake, rules, experiments, metrics });
    expect(report.skipped).toEqual([]);

    const units = new Map<string, { arms: Set<string>; firstUs: number; arm: string; bot: boolean }>();
    for (const row of [...rows].sort((a, b) => a.eventTsUs - b.eventTsUs || a.receivedTsUs - b.receivedTsUs)) {
      if (row.eventName !== "exp.view") continue;
      const unit = units.get(row.userId ?? "") ?? { arms: new Set(), firstUs: row.eventTsUs, arm: row.payload["variant"] ?? "", bot: false };
      unit.arms.add(row.payload["variant"] ?? "");
      unit.bot ||= row.labels["bot_ua"] === "true";
      units.set(row.userId ?? "", unit);
    }
    const orders = rows.filter((row) => row.eventName === "order.created" && row.payload["is_test"] !== "true");
    for (const metric of ["order_rate", "revenue", "orders", "last_value", "basket"]) {
      for (const arm of ["control", "short"]) {
        const expected = { units: 0n, missing_units: 0n, sum_y: 0n, sum_yy: 0n, sum_x: 0n, sum_xx: 0n, sum_xy: 0n, nonzero_units: 0n };
        for (const [userId, unit] of units) {
          if (unit.arm !== arm || unit.bot || unit.arms.size > 1) continue;
          const own = orders.filter((row) => row.userId === userId);
          const after = own.filter(({ eventTsUs }) => eventTsUs >= unit.firstUs && eventTsUs <= unit.firstUs + 7 * day);
          const past = own.filter(({ eventTsUs }) => eventTsUs < unit.firstUs && eventTsUs >= unit.firstUs - 7 * day);
          const y = valueOf(metric, after);
          const x = metric === "basket" ? BigInt(after.length) : valueOf(metric, past);
          if (y === null || x === null) {
            expected.missing_units++;
            continue;
          }
          expected.units++;
          expected.sum_y += y;
          expected.sum_yy += y * y;
          expected.sum_x += x;
          expected.sum_xx += x * x;
          expected.sum_xy += x * y;
          if (y !== 0n) expected.nonzero_units++;
        }
        const [stored] = await lake.all(
          "SELECT units, missing_units, sum_y, sum_yy, sum_x, sum_xx, sum_xy, nonzero_units FROM lake.int_experiment_moments WHERE metric = $1 AND variant = $2 AND as_of_us = $3",
          [metric, arm, report.watermarkUs],
        );
        expect({ metric, arm, ...stored }).toEqual({ metric, arm, ...expected });
      }
    }
    const [dropped] = await lake.all("SELECT SUM(crossovers)::BIGINT AS crossovers, SUM(bots)::BIGINT AS bots FROM lake.int_experiment_units WHERE as_of_us = $1", [report.watermarkUs]);
    expect(Number(dropped?.["bots"])).toBe([...units.values()].filter(({ bot }) => bot).length);
    expect(Number(dropped?.["crossovers"])).toBe([...units.values()].filter(({ bot, arms }) => !bot && arms.size > 1).length);
    expect(Number(dropped?.["crossovers"])).toBeGreaterThan(5);
    await lake.close();
  });

  test("law: a build that is stopped at any step leaves the tables of the run before, and readers never see half", async () => {
    const { experiments, metrics } = config();
    const path = join(temporaryFolder(), "lake.duckdb");
    const lake = await openLake({ path, threads: 2 });
    const build = { lake, rules, experiments, metrics };
    let steps = 0;
    await ingested(lake, story(3, 40));
    await buildLake({ ...build, onProgress: ({ total }) => (steps = total) });
    const before = await goldOf(lake);
    await ingested(lake, { lines: story(4, 40).lines.map(({ receivedAtUs, line }) => ({ receivedAtUs, line: line.replaceAll("user-", "other-").replaceAll("order-", "later-").replaceAll("o-", "p-") })) });

    const reader = await lake.connect();
    await buildLake(build);
    const after = await goldOf(lake);
    expect(after).not.toBe(before);
    for (const stopAt of [0, 3, steps - 1]) {
      const stopped = buildLake({
        ...build,
        watermarkUs: startUs + stopAt * day,
        onProgress: ({ done }) => {
          if (done === stopAt) throw new RangeError("stopped here");
        },
      });
      await expect(stopped).rejects.toThrow("stopped here");
      expect(await goldOf(reader)).toBe(after);
    }
    // While a build runs, a reader on another connection sees whole tables of one run.
    let reading: Promise<string> | undefined;
    await buildLake({ ...build, onProgress: () => void (reading ??= goldOf(reader)) });
    expect(await reading).toBe(after);
    expect(await goldOf(lake)).toBe(after);
    await reader.close();
    await lake.close();
  });

  test("example: a report reads what the build published", async () => {
    const { experiments, metrics } = config();
    const lake = await openLake({ threads: 2 });
    await expect(readReport(lake)).rejects.toMatchObject({ code: "not_found" });
    await ingested(lake, story(3, 300));
    const { watermarkUs } = await buildLake({ lake, rules, experiments, metrics });
    const report = await readReport(lake, "A title");
    expect(report).toMatchObject({ title: "A title", generatedAtUs: watermarkUs });
    const [experiment] = report.experiments;
    expect(experiment?.definition).toEqual({ expId: "cta", question: "Does it help?", variants: ["control", "short"], weights: [50, 50], primaryMetric: "order_rate" });
    expect(experiment?.rows.map(({ metric }) => metric).sort()).toEqual(["basket", "last_value", "order_rate", "orders", "revenue"]);
    expect(experiment?.history?.length).toBeGreaterThan(5);
    expect(experiment?.sampleRatio?.verdict).toBe("healthy");
    expect(experiment).not.toHaveProperty("decided");
    const shares = report.attribution?.byChannel.filter(({ model }) => model === "linear").reduce((sum, { orders }) => sum + orders, 0);
    expect(shares).toBeCloseTo(report.attribution?.orders ?? 0, 4);
    expect(report.health?.bots).toBeGreaterThan(0);
    await lake.close();
  });

  test("example: a report tells the look that decided from those after it", async () => {
    const { experiments, metrics } = config(7);
    const lake = await openLake({ threads: 2 });
    await ingested(lake, story(3, 300));
    await buildLake({ lake, rules, experiments, metrics });
    const [experiment] = (await readReport(lake)).experiments;
    const { decided, rows, history = [] } = experiment!;
    const instants = history.map(({ asOfUs }) => asOfUs);
    const [first] = await lake.all("SELECT MIN(first_exposure_us) AS us FROM lake.fact_experiments");
    const endUs = Number(first?.["us"]) + 7 * day;
    const [crossed] = await lake.all("SELECT COUNT(*) AS units FROM lake.fact_experiments WHERE crossover AND NOT bot");
    expect(experiment).toMatchObject({ startedAtUs: Number(first?.["us"]), leftOut: { crossover: Number(crossed?.["units"]) } });
    expect(decided?.asOfUs).toBe(instants.find((asOfUs) => asOfUs >= endUs));
    expect(decided?.asOfUs).toBeLessThan(Math.max(...instants));
    const day0 = new Date(decided!.asOfUs / 1000).toISOString().slice(0, 10);
    expect(decided?.rows.map(({ metric, decision, decisionReason }) => ({ metric, decision, decisionReason: `decided on ${day0}: ${decisionReason}` }))).toEqual(
      rows.map(({ metric, decision, decisionReason }) => ({ metric, decision, decisionReason })),
    );
    expect(decided?.rows[0]?.unitsControl).toBeLessThan(rows[0]?.unitsControl ?? 0);
    await lake.close();
  });

  test("example: history loaded at one instant is told from history received as it happened", async () => {
    const visit = (person: number, atUs: number): string =>
      JSON.stringify({ event_name: "page.view", event_id: `visit-${person}`, event_ts_us: atUs, user_id: `user-${person}`, utm_source: "newsletter", utm_medium: "email" });
    const order = (person: number, atUs: number): string =>
      JSON.stringify({ event_name: "order.created", event_id: `order-${person}`, event_ts_us: atUs, user_id: `user-${person}`, payload: { order_id: `o-${person}`, checkout_id: `c-${person}`, value_minor: 500, currency: person < 7 ? "EUR" : person < 9 ? "NOK" : "USD", is_test: false } });
    const readWhen = async (receivedAtUs: (atUs: number) => number): Promise<Awaited<ReturnType<typeof readReport>>> => {
      const lake = await openLake({ threads: 1 });
      const lines = Array.from({ length: 10 }, (_, person) => [startUs + person * hour, startUs + person * hour + day] as const).flatMap(([visitUs, orderUs], person) => [
        { receivedAtUs: receivedAtUs(visitUs), line: visit(person, visitUs) },
        { receivedAtUs: receivedAtUs(orderUs), line: order(person, orderUs) },
      ]);
      await ingested(lake, { lines: lines.sort((a, b) => a.receivedAtUs - b.receivedAtUs) });
      await buildLake({ lake, rules });
      const report = await readReport(lake);
      await lake.close();
      return report;
    };
    const lived = await readWhen((atUs) => atUs + 1000);
    expect(lived.health?.receipt).toEqual({ touches: 10, touchesRedated: 0, orders: 10, ordersBeforeTouches: 0 });
    expect(lived.attribution).toMatchObject({ orders: 7, currency: "EUR", otherCurrencies: [{ currency: "NOK", orders: 2 }, { currency: "USD", orders: 1 }] });
    const backfilled = await readWhen(() => startUs + 30 * day);
    expect(backfilled.health?.receipt).toEqual({ touches: 10, touchesRedated: 10, orders: 10, ordersBeforeTouches: 10 });
    const aWeekLate = await readWhen((atUs) => atUs + 7 * day + 300_000_000);
    expect(aWeekLate.health?.receipt?.touchesRedated).toBe(0);
    const later = await readWhen((atUs) => atUs + 7 * day + 300_000_001);
    expect(later.health?.receipt?.touchesRedated).toBe(10);
  });

  test("edge: an empty lake builds", async () => {
    const lake = await openLake({ threads: 1 });
    expect(await buildLake({ lake, rules, ...config() })).toMatchObject({ runId: 1, events: 0, orders: 0, skipped: [{ expId: "cta", metric: null, reason: "no_exposure" }] });
    const viewThrough = { lookbackUs: day, eventNames: [] };
    expect(await buildLake({ lake, rules: attributionRules({ resetAtOrder: true, viewThrough }) })).toMatchObject({ runId: 2, orders: 0 });
    await lake.close();
  });

  test("law: hostile values pass through the whole lake as what they are", async () => {
    const rows = randomRows(seededRandom(8), { events: 300, people: 5, days: 5 });
    const root = temporaryFolder();
    writeObject(root, rows.map(lineOf));
    const lake = await openLake({ threads: 1 });
    await ingestBronze({ lake, bronzeRoot: root });
    await buildLake({ lake, rules });
    const hostile = "a'b\"; DROP TABLE lake.events; --";
    const [stored] = await lake.all("SELECT count(*) AS rows FROM lake.events WHERE utm_source = $1", [hostile]);
    expect(Number(stored?.["rows"])).toBe(rows.filter(({ utmSource }) => utmSource === hostile).length);
    await lake.close();
  });
});

function valueOf(metric: string, orders: readonly SilverRow[]): bigint | null {
  const amounts = orders.map(({ payload }) => BigInt(payload["value_minor"] ?? ""));
  if (metric === "order_rate") return orders.length > 0 ? 1n : 0n;
  if (metric === "orders") return BigInt(orders.length);
  if (metric !== "last_value") return amounts.reduce((sum, amount) => sum + amount, 0n);
  const sorted = [...orders].sort((a, b) => a.eventTsUs - b.eventTsUs || (a.eventId < b.eventId ? -1 : 1));
  return sorted.length === 0 ? null : BigInt(sorted.at(-1)?.payload["value_minor"] ?? "");
}
