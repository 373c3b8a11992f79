import { attributionRules } from "@liftproof/attribution";
import { describe, expect, test } from "vitest";
import {
  attributionStatements, conversionsSql, dialects, driftSql, experimentEventsSql, exposuresSql, identityTraitsSql, isFollowed, metricEventsSql, lostEventsSql, momentsSql, paritySql, quantileValuesSql, segmentsSql, silverStatements,
  trafficSql, unitsSql,
} from "@liftproof/lake";
import type { ExperimentPlan, MetricPlan } from "@liftproof/lake";

const watermarkUs = 1_772_323_200_000_000;
const rules = attributionRules({});
const spending = attributionRules({ resetAtOrder: true, viewThrough: { lookbackUs: 7, eventNames: ["ad.view"] }, fraud: { mode: "burst", windows: [{ windowUs: 7, maxTouches: 7 }], allowedDevices: [] } });
const experiment: ExperimentPlan = { expId: "cta", phase: 1, unit: "identity", control: "a", variants: ["a", "b"], weights: [1, 1], salt: "cta", status: "running", question: null };
const metric: MetricPlan = { name: "rate", kind: "rate", event: "order.created", value: null, aggregation: "any", denominator: null, windowUs: 7 };

function everyStatement(engine: "duckdb" | "trino"): readonly string[] {
  const dialect = dialects[engine];
  const gold = { dialect, rules, watermarkUs };
  return [
    ...silverStatements(dialect, { lines: "lines", contested: "contested", ranked: "ranked" }).map(({ sql }) => sql),
    ...attributionStatements(gold).map(({ sql }) => sql),
    ...attributionStatements({ ...gold, rules: spending }).map(({ sql }) => sql),
    experimentEventsSql(gold),
    exposuresSql(dialect),
    identityTraitsSql(dialect),
    trafficSql(dialect),
    lostEventsSql(gold),
    metricEventsSql(gold, [metric]) ?? "",
    segmentsSql(dialect, experiment, "country"),
    conversionsSql(dialect, experiment, metric),
    driftSql(dialect, { ...experiment, coverage: 0.5, layer: { id: "l", slots: [0, 0.5] } }, [watermarkUs]),
    paritySql(dialect, experiment, [watermarkUs]),
    unitsSql({ dialect, experiment, asOfUs: [watermarkUs], dimension: "country" }),
    momentsSql({ dialect, experiment, metric, asOfUs: [watermarkUs] }),
    momentsSql({ dialect, experiment, metric, asOfUs: [watermarkUs], dimension: "country" }),
    quantileValuesSql({ dialect, experiment, metric: { ...metric, kind: "quantile", quantile: 0.9 }, asOfUs: [watermarkUs], dimension: "country" }),
  ];
}

/** SQL without its text literals, so that a word in data is not taken for a word of SQL. */
const withoutText = (sql: string): string => sql.replaceAll(/'(?:[^']|'')*'/g, "''");

describe("statements as text", () => {
  test("law: what one engine has and the other lacks stays inside the dialect", () => {
    const duckdbOnly = /\bQUALIFY\b|\blambda\b|>>|encode\(|\bEXCLUDE\b|\bASOF\b|HUGEINT|\/\/|regexp_matches|FILTER \(|::|list_|strftime|epoch_us|make_timestamp|suffix\(/i;
    for (const sql of everyStatement("trino")) expect(withoutText(sql)).not.toMatch(duckdbOnly);
    const trinoOnly = /decimal\(38|bitwise_|->|to_utf8|regexp_like|element_at|from_unixtime|json_format/i;
    for (const sql of everyStatement("duckdb")) expect(withoutText(sql)).not.toMatch(trinoOnly);
  });

  test("law: no statement orders by a clock, guesses at random or leans on the order of rows", () => {
    for (const sql of [...everyStatement("duckdb"), ...everyStatement("trino")]) {
      expect(withoutText(sql)).not.toMatch(/\bnow\(|current_timestamp|random\(|uuid\(|ANY_VALUE|ARBITRARY|LIMIT/i);
      expect(sql.length).toBeLessThan(262_144);
    }
  });

  test("law: parentheses and quotes are balanced", () => {
    for (const sql of [...everyStatement("duckdb"), ...everyStatement("trino")]) {
      const code = withoutText(sql);
      expect(code.split("(").length).toBe(code.split(")").length);
      expect(code).not.toContain("undefined");
      expect(code.replaceAll("''", "")).not.toContain("'");
    }
  });

  test("edge: what SQL cannot say is refused where it is asked for", () => {
    const dialect = dialects.duckdb;
    expect(() => momentsSql({ dialect, experiment, metric: { ...metric, kind: "quantile" }, asOfUs: [1] })).toThrow("quantile");
    for (const broken of [metric, { ...metric, kind: "quantile" as const }, { ...metric, kind: "quantile" as const, quantile: 1 }]) expect(() => quantileValuesSql({ dialect, experiment, metric: broken, asOfUs: [1] })).toThrow("expected a quantile between 0 and 1");
    expect(() => momentsSql({ dialect, experiment: { ...experiment, unit: "household" }, metric, asOfUs: [1] })).toThrow("household");
    expect(() => momentsSql({ dialect, experiment, metric, asOfUs: [] })).toThrow("asOfUs");
    expect(isFollowed("session")).toBe(true);
    expect(isFollowed("toString")).toBe(false);
  });
});
