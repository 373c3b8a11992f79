import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assign, conversionId, exposureId, memoryAssignmentStore } from "@liftproof/assignment";
import type { ConversionOf, Decision } from "@liftproof/assignment";
import { attributionRules } from "@liftproof/attribution";
import { accept, bronzeLine } from "@liftproof/events";
import { compareQuantiles, quantileBandOf } from "@liftproof/estimators";
import { exposureLoss, guard, loadExperiments } from "@liftproof/experiments";
import type { ExperimentDefinition } from "@liftproof/experiments";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildLake, inferLake, ingestBronze, openLake, readAssignmentTraits, readGuardInput, readReport } from "@liftproof/adapters/duckdb";
import type { BuildReport, Lake } from "@liftproof/adapters/duckdb";
import { startUs } from "./support/random-rows.ts";
import { writeObject } from "./support/write-objects.ts";

const day = 86_400_000_000;
const hour = 3_600_000_000;
const people = 300;
const rules = attributionRules({});
const countries = ["DE", "FR", null] as const;
const { experiments, metrics, faults } = loadExperiments(
  [
    {
      path: "cta.yaml",
      text: `exp_id: cta\nsurface: shop\nvariants: [control, short]\nweights: [1, 1]\ncoverage: 0.9\nprimary_metric: orders\nguardrails: [spent, saved]\nsegments: [country, plan]\nphase: 2\nstatus: running\n` +
        "schedule: { start: 2026-03-01, max_days: 28 }\nsizing: { baseline: 0.4, mde: 0.5, daily_units: 100 }\n",
    },
  ],
  {
    metrics: {
      path: "metrics.yaml",
      text: "metrics:\n  - { name: orders, kind: rate, event: order.created, agg: any, window: 2d, direction: up }\n  - { name: spent, kind: mean, event: exp.convert, agg: sum, value: value, window: 2d, direction: up, margin: 1 }\n" +
        "  - { name: saved, kind: rate, event: exp.convert, window: 2d, direction: up, margin: 0.2 }\n",
    },
  },
);
const experiment = experiments[0] as ExperimentDefinition;

/** Whole numbers, some of them alike. */
const linesOf = (person: number): number => (person * 37) % 97;
const claimants = Array.from({ length: 40 }, (_, index) => `x${index}`);

interface Told {
  readonly unitId: string;
  readonly decision: Decision;
  readonly country: string | null;
  readonly seenUs: number | null;
  readonly crossedUs: number | null;
  readonly convertedUs: number;
}

const root = mkdtempSync(join(tmpdir(), "liftproof-test-"));
let lake: Lake;
let report: BuildReport;
const told: Told[] = [];

beforeAll(async () => {
  expect(faults).toEqual([]);
  const lines: { receivedAtUs: number; line: string }[] = [];
  const tell = (atUs: number, event: Readonly<Record<string, unknown>>): void => void lines.push({ receivedAtUs: atUs + 1000, line: JSON.stringify({ event_ts_us: atUs, ...event }) });
  for (let person = 0; person < people; person += 1) {
    const userId = `p${person}`;
    const unitId = `u:${userId}`;
    const country = countries[person % 3] ?? null;
    const decision = assign(experiment, unitId);
    const { variant, phase, reason, bucket } = decision;
    const atUs = startUs + (person % 48) * hour;
    const payload = { exp_id: "cta", phase, variant, unit_type: "identity", unit_id: unitId, hash_version: 1, bucket, reason, plan: person % 2 === 0 ? "free" : "paid" };
    const place = { user_id: userId, session_id: "s1", ...(country === null ? {} : { country }) };
    tell(atUs, { event_name: "exp.assign", event_id: `assign-${person}`, ...place, payload });
    // The treatment loses one page in four before it can report; another quarter say later that they dropped something.
    const seen = decision.inExperiment && !(variant === "short" && person % 4 === 0);
    const crosses = seen && person % 30 === 7;
    if (seen) tell(atUs + hour, { event_name: "exp.view", event_id: exposureId(decision, { sessionId: "s1", unitId }), ...place, payload });
    if (seen && variant === "short" && person % 4 === 1) tell(atUs + 2 * hour, { event_name: "page.view", event_id: `page-${person}`, ...place, labels: { dropped_full: "2", dropped_old: "1" } });
    if (crosses) tell(atUs + 3 * day, { event_name: "exp.view", event_id: `again-${person}`, ...place, payload: { ...payload, variant: variant === "short" ? "control" : "short", reason: "sticky" } });
    if (person % 25 === 3) tell(atUs, { event_name: "exp.view", event_id: `forced-${person}`, ...place, user_id: `preview-${person}`, payload: { ...payload, unit_id: `u:preview-${person}`, reason: "forced" } });
    if (person % 20 === 4) tell(atUs, { event_name: "exp.assign", event_id: `crawler-${person}`, anon_id: `bot-${person}`, payload: { ...payload, variant: "control", unit_id: `a:bot-${person}`, reason: "no_identity_control" } });
    const convertedUs = atUs + hour + ((person % 5) - 1) * day;
    tell(convertedUs, { event_name: "order.created", event_id: `order-${person}`, user_id: userId, ...(person % 2 === 0 ? { session_id: "s2" } : {}), payload: { order_id: `o${person}`, value_minor: 500, currency: "EUR", ...(person % 7 === 0 ? {} : { lines: linesOf(person) }) } });
    const convert = (of: ConversionOf, value: number): void => {
      const eventId = conversionId(decision, { sessionId: "s2", unitId }, of) ?? `convert-${person}-${of.metric}-${of.occurrence}`;
      tell(convertedUs, { event_name: "exp.convert", event_id: eventId, user_id: userId, session_id: "s2", payload: { exp_id: person % 2 === 0 ? "cta" : "other", unit_id: unitId, metric: of.metric, value } });
    };
    // In one session: one metric that adds up, twice; and one that asks whether it happened, told again by a retry.
    convert({ metric: "spent", occurrence: "a" }, 7);
    convert({ metric: "spent", occurrence: "b" }, 5);
    for (const value of [1, 1]) convert({ metric: "saved" }, value);
    told.push({ unitId, decision, country, seenUs: seen ? atUs + hour : null, crossedUs: crosses ? atUs + 3 * day : null, convertedUs });
  }
  // The phase before, which has another salt and therefore other arms.
  tell(startUs - 9 * day, { event_name: "exp.view", event_id: "old", user_id: "p0", session_id: "s0", payload: { exp_id: "cta", phase: 1, variant: "short", unit_id: "u:p0", reason: "assigned" } });
  // The phase after, told by a sender that is wrong about who is in: every id is said to be in control, and outside for two reasons.
  tell(startUs, { event_name: "exp.view", event_id: "next", user_id: "p0", session_id: "s0", payload: { exp_id: "cta", phase: 3, variant: "short", unit_id: "u:p0", reason: "sticky" } });
  for (const id of claimants) {
    for (const reason of ["assigned", "outside_layer", "holdout", "outside_coverage", "not_targeted"]) tell(startUs, { event_name: "exp.view", event_id: `${reason}-${id}`, anon_id: id, payload: { exp_id: "cta", phase: 3, variant: "control", unit_id: id, reason } });
  }
  // And one whose treatment reported nothing on its first day, and everything of it on the second.
  for (const [at, variant] of (["control", "short"] as const).entries()) {
    for (let unit = 0; unit < 60; unit += 1) tell(startUs + at * (day + hour), { event_name: "exp.view", event_id: `late-${variant}-${unit}`, anon_id: `y-${variant}-${unit}`, payload: { exp_id: "cta", phase: 4, variant, unit_id: `y-${variant}-${unit}`, unit_type: "anonymous", reason: "sticky" } });
  }

  writeObject(
    root,
    lines.map(({ receivedAtUs, line }) => bronzeLine(accept(line, { receivedAtUs, verify: () => ({ status: "missing", claims: null }) }), { receivedAtUs, raw: line })),
  );
  lake = await openLake({ threads: 2 });
  await ingestBronze({ lake, bronzeRoot: root });
  report = await buildLake({ lake, rules, experiments, metrics });
});

afterAll(async () => {
  await lake.close();
  rmSync(root, { recursive: true, force: true });
});

const seenUnits = (): readonly Told[] => told.filter(({ seenUs }) => seenUs !== null);

describe("experiments in the lake", () => {
  test("law: exposures are those of people who were assigned, in every phase; previews and control outside are none", async () => {
    const rows = await lake.all("SELECT phase, unit_id, variant, first_exposure_us AS us, crossover_us FROM lake.fact_experiments WHERE phase < 3 ORDER BY phase, unit_id");
    expect(rows[0]).toEqual({ phase: 1n, unit_id: "u:p0", variant: "short", us: BigInt(startUs - 9 * day), crossover_us: null });
    const expected = [...seenUnits()].sort((a, b) => (a.unitId < b.unitId ? -1 : 1));
    expect(rows.slice(1)).toEqual(
      expected.map(({ unitId, decision, seenUs, crossedUs }) => ({ phase: 2n, unit_id: unitId, variant: decision.variant, us: BigInt(seenUs ?? 0), crossover_us: crossedUs === null ? null : BigInt(crossedUs) })),
    );
  });

  test("law: a look counts who had crossed by then, and no one who crossed later", async () => {
    const rows = await lake.all("SELECT as_of_us, SUM(units)::BIGINT AS units, SUM(crossovers)::BIGINT AS crossed FROM lake.int_experiment_units WHERE segment = 'all' GROUP BY as_of_us ORDER BY as_of_us");
    expect(new Set(rows.map(({ crossed }) => Number(crossed))).size).toBeGreaterThan(2);
    for (const { as_of_us: us, units, crossed } of rows) {
      const exposed = seenUnits().filter(({ seenUs }) => (seenUs ?? 0) <= Number(us));
      const crossedThen = exposed.filter(({ crossedUs }) => crossedUs !== null && crossedUs <= Number(us)).length;
      expect([Number(units), Number(crossed)]).toEqual([exposed.length - crossedThen, crossedThen]);
    }
  });

  test("law: conversions lie in the metric's window, and an emitted one counts for its own experiment", async () => {
    const rows = await lake.all("SELECT metric, unit_id, first_conversion_us AS us FROM lake.fact_experiment_conversions ORDER BY metric, unit_id");
    const within = seenUnits().filter(({ seenUs, convertedUs }) => convertedUs >= (seenUs ?? 0) && convertedUs <= (seenUs ?? 0) + 2 * day);
    const units = (of: readonly Told[]): readonly string[] => of.map(({ unitId }) => unitId).sort();
    expect(rows.filter(({ metric }) => metric === "orders").map(({ unit_id: id }) => id)).toEqual(units(within));
    const even = within.filter(({ unitId }) => Number(unitId.slice(3)) % 2 === 0);
    for (const metric of ["saved", "spent"]) expect(rows.filter((row) => row["metric"] === metric).map(({ unit_id: id }) => id)).toEqual(units(even));
  });

  test("law: metrics of one session count side by side, each by its own grain: every occurrence that adds up, and a rate once", async () => {
    const rows = await lake.all("SELECT metric, unit_id, conversion_id, first_event_id, conversions FROM lake.fact_experiment_conversions WHERE metric <> 'orders' ORDER BY metric, unit_id");
    const byUnit = new Map(told.map((one) => [one.unitId, one]));
    for (const { metric, unit_id: unitId, conversion_id: id, first_event_id: event, conversions } of rows) {
      const own = conversionId(byUnit.get(String(unitId))!.decision, { sessionId: "s2", unitId: String(unitId) }, metric === "saved" ? { metric } : { metric: "spent", occurrence: "a" });
      expect([id, event, conversions]).toEqual([own, own, metric === "saved" ? 1n : 2n]);
    }
    const sums = await lake.all("SELECT metric, SUM(sum_y)::BIGINT AS sum FROM lake.int_experiment_moments WHERE segment = 'all' AND metric <> 'orders' AND as_of_us = $1 GROUP BY metric ORDER BY metric", [report.watermarkUs]);
    const analyzed = rows.filter(({ metric, unit_id: unitId }) => metric === "saved" && byUnit.get(String(unitId))?.crossedUs === null).length;
    expect(sums).toEqual([{ metric: "saved", sum: BigInt(analyzed) }, { metric: "spent", sum: BigInt(12 * analyzed) }]);
    expect(analyzed).toBeGreaterThan(20);
  });

  test("law: a conversion has the id that an emitted one of its session would have, of the exposure's session where it names none", async () => {
    const own = "WHERE f.exp_id = 'cta' AND f.phase = 2";
    const idOf = ({ decision, unitId }: Told, sessionId: string): string => conversionId(decision, { sessionId, unitId })!;
    const byUnit = new Map(told.map((one) => [one.unitId, one]));
    const rows = await lake.all(`SELECT f.unit_id, f.hashed_id, f.session_id, f.conversion_id AS exposed_id, c.conversion_id, c.first_event_id
FROM lake.fact_experiments AS f LEFT JOIN lake.fact_experiment_conversions AS c ON c.exp_id = f.exp_id AND c.phase = f.phase AND c.unit_id = f.unit_id AND c.metric = 'orders' ${own}`);
    const sessions = new Set<string>();
    for (const row of rows) {
      const one = byUnit.get(String(row["unit_id"]))!;
      const number = Number(one.unitId.slice(3));
      expect([row["hashed_id"], row["session_id"], row["exposed_id"]]).toEqual([one.unitId, "s1", idOf(one, "s1")]);
      if (row["conversion_id"] === null) continue;
      const session = number % 2 === 0 ? "s2" : "s1";
      sessions.add(session);
      expect([row["conversion_id"], row["first_event_id"]]).toEqual([`${idOf(one, session)}/orders`, `order-${number}`]);
    }
    expect(sessions.size).toBe(2);
  });

  test("law: parity counts who was assigned and who was shown, by arm, and the guard says that one arm loses more", async () => {
    const arms = (["control", "short"] as const).map((arm) => {
      const own = told.filter(({ decision }) => decision.inExperiment && decision.variant === arm);
      return { arm, assigned: own.length, exposed: own.filter(({ seenUs }) => seenUs !== null).length, lost: 0 };
    });
    const dropped = told.filter(({ unitId, decision, crossedUs }) => decision.inExperiment && decision.variant === "short" && Number(unitId.slice(3)) % 4 === 1 && crossedUs === null);
    arms[1] = { ...arms[1]!, lost: 3 * dropped.length };
    const [phase] = report.phases;
    expect(phase).toMatchObject({ expId: "cta", phase: 2, decisions: people + 15, excluded: 15, exposureLossPValue: exposureLoss({ arms })?.pValue });
    expect(phase?.health).toMatchObject({ arms, driftedReports: 0, crossoverUnits: seenUnits().filter(({ crossedUs }) => crossedUs !== null).length });
    expect(phase?.exposureLossPValue).toBeLessThan(0.001);
    const seen = await readGuardInput(lake, { experiment, metrics });
    const decision = guard(seen!);
    expect(decision).toMatchObject({ action: "alert", reason: expect.stringContaining("the arms lose different shares of their exposures: 0 of") });
  });

  test("law: segments hold every unit once, beside those without a value, and decide nothing", async () => {
    const rows = await lake.all("SELECT segment, units_control + units_treatment AS units, decision, crossover_units FROM lake.fact_experiment_result WHERE metric = 'orders' AND as_of_us = $1 ORDER BY segment", [report.watermarkUs]);
    const unitsOf = new Map(rows.map(({ segment, units }) => [String(segment), Number(units)]));
    expect([...unitsOf.keys()]).toEqual(["all", "country=DE", "country=FR", "plan=free", "plan=paid"]);
    const analyzed = seenUnits().filter(({ crossedUs }) => crossedUs === null);
    for (const country of ["DE", "FR"]) expect(unitsOf.get(`country=${country}`)).toBe(analyzed.filter((one) => one.country === country).length);
    expect((unitsOf.get("plan=free") ?? 0) + (unitsOf.get("plan=paid") ?? 0)).toBe(analyzed.length);
    expect(unitsOf.get("all")).toBe(analyzed.length);
    expect(new Set(rows.map(({ decision }) => decision)).size).toBe(1);
    expect(rows.filter(({ crossover_units: crossed }) => crossed !== null)).toHaveLength(1);
    const [shown] = (await readReport(lake)).experiments.filter(({ definition }) => definition.expId === "cta");
    expect(shown?.segments?.filter(({ row }) => row.metric === "orders").map(({ segment }) => segment)).toEqual(["country=DE", "country=FR", "plan=free", "plan=paid"]);
    expect(shown?.segments).toHaveLength(12);
    for (const { row } of shown?.segments ?? []) expect(row.adjustedPValue ?? 1).toBeGreaterThanOrEqual(row.pValue ?? 0);
  });

  test("law: a quantile is compared by the very bands that all its values give, at the last look and within segments", async () => {
    const quantiles = [0.5, 0.9];
    const lines = quantiles.map((quantile) => ({ ...metrics[1]!, name: `lines_${quantile}`, kind: "quantile", quantile, event: "order.created", value: "lines", aggregation: "last" }) as const);
    await buildLake({ lake, rules, experiments: [{ ...experiment, guardrails: lines.map(({ name }) => name) }], metrics: [metrics[0]!, ...lines] });
    const compared: string[] = [];
    for (const quantile of quantiles) {
      for (const plan of [null, "free", "paid"]) {
        const own = seenUnits().filter(({ unitId, crossedUs, seenUs, convertedUs }) => crossedUs === null && convertedUs >= (seenUs ?? 0) && convertedUs <= (seenUs ?? 0) + 2 * day && Number(unitId.slice(3)) % 7 !== 0 && (plan === null || (Number(unitId.slice(3)) % 2 === 0) === (plan === "free")));
        const valuesOf = (arm: string): readonly number[] => own.filter(({ decision }) => decision.variant === arm).map(({ unitId }) => linesOf(Number(unitId.slice(3))));
        const [control, short] = [valuesOf("control"), valuesOf("short")].map((values) => quantileBandOf(values.map((value) => [value]), { quantile }));
        const expected = compareQuantiles(control!, short!, { alpha: 0.05 });
        const [row] = await lake.all("SELECT units_control, difference, p_value, interval_low, insufficient_reason FROM lake.fact_experiment_result WHERE metric = $1 AND segment = $2 AND as_of_us = $3", [`lines_${quantile}`, plan === null ? "all" : `plan=${plan}`, report.watermarkUs]);
        const insufficient = expected.kind === "insufficient";
        expect(row).toEqual({ units_control: BigInt(valuesOf("control").length), difference: insufficient ? null : expected.difference, p_value: insufficient ? null : expected.pValue, interval_low: insufficient ? null : expected.interval[0], insufficient_reason: insufficient ? expected.reason : null });
        if (!insufficient) compared.push(`${quantile} ${plan ?? "all"}`);
      }
    }
    expect(compared).toContain("0.5 all");
    // The guard, too, sees the bands of the latest look.
    const guarded = (await readGuardInput(lake, { experiment: { ...experiment, guardrails: lines.map(({ name }) => name) }, metrics: lines }))!;
    expect(guarded.moments.map(({ metric, kind }) => [metric, kind])).toEqual([["lines_0.5", "quantile"], ["lines_0.9", "quantile"]]);
    const [judged] = guard({ ...guarded, metrics: lines.map((metric) => ({ ...metric, margin: 1 })) }).evidence.filter((one) => one.kind === "guardrail");
    expect(judged).toMatchObject({ metric: "lines_0.5", tooEarly: null, harmAtLeast: expect.any(Number) as number });
    expect(compared).not.toContain("0.9 paid");
    const [most] = await lake.all("SELECT MAX(kept) AS kept, MAX(units) AS units FROM (SELECT count(*) AS kept, MAX(units) AS units FROM lake.int_experiment_quantiles WHERE segment = 'all' GROUP BY metric, variant, as_of_us)");
    expect(Number(most?.["kept"])).toBeLessThanOrEqual(2 * Math.sqrt(Number(most?.["units"])) + 8);
  });

  test("law: drift counts the reports that another salt, or another split, would have made otherwise", async () => {
    const changed: ExperimentDefinition = { ...experiment, salt: "another", weights: [3, 1] };
    const reported = told.filter(({ decision }) => decision.reason === "assigned").flatMap(({ unitId, decision, seenUs }) => (seenUs === null ? [{ unitId, decision }] : [{ unitId, decision }, { unitId, decision }]));
    const differ = reported.filter(({ unitId, decision }) => {
      const now = assign({ ...changed, coverage: 1 }, unitId);
      return !now.inExperiment || now.variant !== decision.variant;
    });
    const { phases } = await buildLake({ lake, rules, experiments: [changed], metrics });
    expect(phases[0]?.health).toMatchObject({ derivedReports: reported.length, driftedReports: differ.length });
    expect(differ.length).toBeGreaterThan(100);
    const rows = await lake.all("SELECT DISTINCT assignment_drift AS drift FROM lake.fact_experiment_result WHERE segment = 'all' AND as_of_us = $1", [report.watermarkUs]);
    expect(rows).toEqual([{ drift: BigInt(differ.length) }]);
  });

  test("law: drift tells apart who was let in and who was left out, and asks the hash about no coverage and no targeting", async () => {
    const next: ExperimentDefinition = { ...experiment, phase: 3, coverage: 0.5, layer: { id: "l", slots: [0, 0.5] }, holdout: { id: "h", share: 0.2 } };
    const { phases } = await buildLake({ lake, rules, experiments: [next], metrics });
    const given = claimants.map((id) => assign({ ...next, coverage: 1 }, id)).map(({ inExperiment, variant }) => (inExperiment ? variant : null));
    const count = (of: string | null): bigint => BigInt(given.filter((variant) => variant === of).length);
    const rows = await lake.all("SELECT kind, recorded_variant AS said, derived_variant AS drawn, reports FROM lake.assignment_drift WHERE phase = 3 AND as_of_us = $1 ORDER BY kind, said, drawn", [report.watermarkUs]);
    expect(rows).toEqual([
      { kind: "agrees", said: "control", drawn: "control", reports: count("control") },
      { kind: "agrees", said: null, drawn: null, reports: 2n * count(null) },
      { kind: "left_out", said: null, drawn: "control", reports: 2n * count("control") },
      { kind: "left_out", said: null, drawn: "short", reports: 2n * count("short") },
      { kind: "let_in", said: "control", drawn: null, reports: count(null) },
      { kind: "other_variant", said: "control", drawn: "short", reports: count("short") },
    ]);
    expect(phases[0]?.health).toMatchObject({ derivedReports: 120, driftedReports: Number(3n * count("short") + 2n * count("control") + count(null)) });
  });

  test("law: a split that was broken once stays broken for its phase, as the guard sees it, though later units water it down", async () => {
    await buildLake({ lake, rules, experiments: [{ ...experiment, phase: 4, unit: "anonymous" }], metrics });
    const looks = await lake.all("SELECT verdict, evidence_json->>'anytimePValue' AS p FROM lake.int_experiment_split WHERE phase = 4 ORDER BY as_of_us");
    const p = looks.map((look) => Number(look["p"]));
    expect(looks.length).toBeGreaterThan(2);
    expect(p.slice(1).every((value, at) => value <= p[at]!)).toBe(true);
    expect([looks[0]?.["verdict"], looks.at(-1)?.["verdict"]]).toEqual(["kill", "warn"]);
    const [last] = await lake.all("SELECT units_control, units_treatment, decision, time_to_decision_kind AS kind FROM lake.fact_experiment_result WHERE phase = 4 AND segment = 'all' AND role = 'primary' ORDER BY as_of_us DESC LIMIT 1");
    expect(last).toEqual({ units_control: 60n, units_treatment: 60n, decision: "invalid", kind: "unknown" });
  });

  test("law: units that nobody can follow to their events have no results, but a split that is guarded", async () => {
    const households: ExperimentDefinition = { ...experiment, phase: 4, unit: "household" };
    const { phases, skipped } = await buildLake({ lake, rules, experiments: [households], metrics });
    expect([phases.length, skipped]).toEqual([1, [{ expId: "cta", metric: null, reason: "unit_not_followed" }]]);
    expect(await lake.all("SELECT 1 FROM lake.fact_experiment_result WHERE phase = 4")).toEqual([]);
    const input = await readGuardInput(lake, { experiment: households, metrics });
    const { action, evidence } = guard(input!);
    expect([input?.phases.at(-1)?.arms.map(({ units }) => units), action]).toEqual([[60, 60], "alert"]);
    expect(evidence.flatMap((one) => (one.kind === "unwatched" ? [one.why] : []))).toEqual(households.guardrails.map(() => "no_moments"));
    expect(await inferLake({ lake, experiments: [households], metrics })).toMatchObject({ rows: 0, uncounted: [] });
    expect((await readGuardInput(lake, { experiment: households, metrics }))?.previousAnytimePValue).toBe(input?.previousAnytimePValue);
  });

  test("law: a coverage that was lowered within the phase drifts nobody", async () => {
    const { phases } = await buildLake({ lake, rules, experiments: [{ ...experiment, coverage: 0.05 }], metrics });
    expect(phases[0]?.health.driftedReports).toBe(0);
    expect(phases[0]?.health.derivedReports).toBeGreaterThan(100);
  });

  test("law: a kill ends the results with its reason and time, and nobody exposed after it counts", async () => {
    const seen = seenUnits().map(({ seenUs }) => seenUs ?? 0).sort((a, b) => a - b);
    const atUs = seen[Math.floor(seen.length / 2)]!;
    await buildLake({ lake, rules, experiments: [experiment], metrics, kills: [{ expId: "cta", phase: 2, reason: "refunds doubled", atUs }] });
    const [exposed] = await lake.all("SELECT count(*) AS units, MAX(first_exposure_us) AS us FROM lake.fact_experiments WHERE exp_id = 'cta' AND phase = 2");
    expect(exposed).toEqual({ units: BigInt(seen.filter((us) => us <= atUs).length), us: BigInt(atUs) });
    const rows = await lake.all(`SELECT DISTINCT decision, decided_at_us, decision_reason, time_to_decision_kind AS kind FROM lake.fact_experiment_result
WHERE segment = 'all' AND srm_verdict IN ('healthy', 'watch') AND as_of_us >= $1`, [atUs]);
    expect(rows).toEqual([{ decision: "stop", decided_at_us: BigInt(atUs), decision_reason: `killed on ${new Date(atUs / 1000).toISOString().slice(0, 10)}: refunds doubled`, kind: "reached" }]);
    expect(await lake.all("SELECT 1 FROM lake.fact_experiment_result WHERE as_of_us < $1 AND decision_reason LIKE '%killed%'", [atUs])).toEqual([]);
  });

  test("law: a phase that is over is read by its own weights, and its units stand beside those of the phase that runs", async () => {
    const own = { control: "control", unit: "identity", variants: ["control", "short"], salt: "cta" };
    const change = { reason: "orders came in twice; it's mended", before: { primary_metric: "saved", "metrics.spent": null } };
    const again: ExperimentDefinition = { ...experiment, phase: 2, earlierPhases: [{ ...own, phase: 1, weights: [1, 9] }], lockEntry: { ...experiment.lockEntry, changes: [{ phase: 2, ...change }] } };
    const { phases, skipped } = await buildLake({ lake, rules, experiments: [again], metrics });
    expect([phases.map(({ phase }) => phase), skipped]).toEqual([[1, 2], []]);
    const [row] = await lake.all("SELECT weight FROM lake.dim_experiment WHERE phase = 1 AND variant = 'short'");
    expect(row).toEqual({ weight: 9 });
    // What was changed while a phase ran stands beside its results, and beside no other's.
    const { experiments: shown } = await readReport(lake);
    expect(shown.filter(({ definition }) => definition.expId === "cta").map(({ changes }) => changes)).toEqual([undefined, [change]]);
    // The one person of phase 1 was seen nine days before the start, so that its last look ends with the window of two days.
    const [last] = await lake.all("SELECT MAX(as_of_us) AS us FROM lake.fact_experiment_result WHERE phase = 1");
    expect(Number(last?.["us"])).toBe(startUs - 9 * day + 2 * day);
    const input = await readGuardInput(lake, { experiment: again, metrics });
    expect(input?.phases.map(({ phase, arms }) => [phase, arms.map(({ weight }) => weight)])).toEqual([[1, [1, 9]], [2, [1, 1]]]);
    expect(input?.phases[0]?.arms.map(({ units }) => units)).toEqual([0, 1]);
  });

  test("law: the guard's product over phases leaves out a phase whose split was found off, and it alone", async () => {
    const own = { control: "control", unit: "identity", variants: ["control", "short"], salt: "cta" };
    const again: ExperimentDefinition = { ...experiment, phase: 2, earlierPhases: [{ ...own, phase: 1, weights: [1, 9] }] };
    await buildLake({ lake, rules, experiments: [again], metrics });
    const phasesAfter = async (verdict: string): Promise<readonly number[]> => {
      await lake.run("UPDATE lake.int_experiment_split SET verdict = $1 WHERE phase = 1", [verdict]);
      return (await readGuardInput(lake, { experiment: again, metrics }))?.phases.map(({ phase }) => phase) ?? [];
    };
    expect([await phasesAfter("kill"), await phasesAfter("warn"), await phasesAfter("watch"), await phasesAfter("healthy")]).toEqual([[2], [2], [1, 2], [1, 2]]);
  });

  test("law: reported assignments fill a store with what was given first", async () => {
    const store = memoryAssignmentStore();
    for await (const { unitId, expId, assignment } of readAssignmentTraits(lake)) await store.save(unitId, expId, assignment);
    for (const { unitId, decision } of told.slice(0, 50)) {
      const kept = (await store.load(unitId)).get("cta");
      expect(kept).toEqual(decision.inExperiment ? { variant: decision.variant, phase: 2 } : undefined);
    }
  });
});
