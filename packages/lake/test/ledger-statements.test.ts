import { attributionRules } from "@liftproof/attribution";
import { describe, expect, test } from "vitest";
import { affectedStatements, attributionStatements, carriedSql, ddl, dialects, lakeTables, referralSourcesSql, restatementStatements } from "@liftproof/lake";

const watermarkUs = 1_772_323_200_000_000;
const previous = { facts: "facts_before", identities: "identities_before" };
const location = "s3://a-bucket-of-yours/lake";

function statements(engine: "duckdb" | "trino"): readonly string[] {
  const dialect = dialects[engine];
  return [
    ...restatementStatements({ dialect, watermarkUs, previous }).map(({ sql }) => sql),
    ...affectedSqls(engine),
    ...Object.values(referralSourcesSql({ dialect, watermarkUs })),
    ...attributionStatements({ dialect, watermarkUs, rules: attributionRules({}) }).flatMap(({ name, sql }) => (name === "refunds" ? [sql] : [])),
    ddl({ engine, location }).at(-1) ?? "",
  ];
}

function affectedSqls(engine: "duckdb" | "trino"): readonly string[] {
  const rules = attributionRules({ fraud: { mode: "burst", windows: [], allowedDevices: [] } });
  const options = { dialect: dialects[engine], rules, watermarkUs, sinceUs: 0, before: (table: string): string => `${table}_before` };
  const { prepare, spread, collect } = affectedStatements(options);
  return [...prepare, spread, collect, ...lakeTables.filter(({ name }) => name === "int_touches" || name === "fact_attribution_credit").map((table) => carriedSql(options, table))];
}

const withoutText = (sql: string): string => sql.replaceAll(/'(?:[^']|'')*'/g, "''");

describe("ledger and restatements as text", () => {
  test("law: what one engine has and the other lacks stays inside the dialect", () => {
    expect(statements("duckdb")).toHaveLength(15);
    for (const sql of statements("trino")) expect(withoutText(sql)).not.toMatch(/\bQUALIFY\b|\bEXCLUDE\b|HUGEINT|\/\/|::|epoch_us|make_timestamp|to_json|FILTER \(|regexp_full_match/i);
    for (const sql of statements("duckdb")) expect(withoutText(sql)).not.toMatch(/decimal\(38|regexp_like|element_at|date_diff|json_format|from_unixtime/i);
    for (const sql of [...statements("duckdb"), ...statements("trino")]) {
      expect(withoutText(sql)).not.toMatch(/\bnow\(|current_timestamp|random\(|LIMIT|undefined/i);
      expect(withoutText(sql).split("(").length).toBe(withoutText(sql).split(")").length);
    }
  });

  test("law: what builds only add to is never written over", () => {
    const appendOnly = lakeTables.filter((table) => table.appendOnly === true).map(({ name }) => name);
    expect(appendOnly).toEqual(["fact_attribution_restatement", "fact_attribution_referral", "referral_decisions", "build_runs", "build_fingerprints"]);
    for (const sql of statements("duckdb")) expect(sql).not.toMatch(/\b(DELETE|DROP|TRUNCATE)\b|(MERGE INTO|UPDATE) "lake"\."(fact_attribution_re|referral_decisions|build_runs)/);
  });

  test("example: instants and text for canonical JSON", () => {
    expect(dialects.duckdb.microsOf("t")).toBe("epoch_us(t)");
    expect(dialects.trino.microsOf("t")).toBe("(date_diff('second', TIMESTAMP '1970-01-01 00:00:00', t) * 1000000 + CAST(substr(CAST(t AS varchar), 21, 6) AS bigint))");
    expect(dialects.trino.jsonText("c")).toBe("json_format(CAST(c AS json))");
  });
});
