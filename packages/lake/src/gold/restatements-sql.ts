import { factColumns } from "@liftproof/attribution";
import type { EpochMicros } from "@liftproof/events";
import { integerLiteral, textLiteral } from "../sql/quote.ts";
import type { Dialect } from "../dialects/dialect.ts";
import type { NamedStatement } from "../silver/silver-statements.ts";
import { factAttributionRestatementTable } from "../tables/append-only-tables.ts";
import { dimIdentityTable } from "../tables/gold-tables.ts";
import { insertInto } from "./insert-into.ts";

/** What is published and what the run found, which both stand while the statements run. */
export interface RestatementOptions {
  readonly dialect: Dialect;
  readonly watermarkUs: EpochMicros;
  /** Tables of the run before, under the names they were put aside with. */
  readonly previous: { readonly facts: string; readonly identities: string };
}

/**
 * The statements that keep final facts which changed, and give facts that did not change back the watermark they were published with; the
 * same meaning as `restatements` of @liftproof/attribution.
 */
export function restatementStatements(options: RestatementOptions): readonly NamedStatement[] {
  const { dialect, previous } = options;
  return [
    { name: "restated", sql: insertInto(dialect, factAttributionRestatementTable, restatedSql(options)) },
    {
      name: "kept",
      sql: `MERGE INTO ${dialect.table("fact_attribution_checkout")} AS c USING ${dialect.table(previous.facts)} AS p
ON (p.order_id = c.order_id AND ${contents.map((column) => `p.${column} IS NOT DISTINCT FROM c.${column}`).join(" AND ")})
WHEN MATCHED THEN UPDATE SET watermark = p.watermark`,
    },
  ];
}

/** Everything a fact says beside whose it is and as of when. */
const contents = factColumns.map(({ column }) => column).filter((column) => column !== "order_id" && column !== "watermark");

function restatedSql({ dialect, watermarkUs, previous }: RestatementOptions): string {
  const watermark = dialect.microsOf("p.watermark");
  return `SELECT p.order_id, COALESCE(r.revision, 0) + 1, ${factTextSql(dialect)},
  CASE
    WHEN ${integerLiteral(watermarkUs)} < ${watermark} THEN 'earlier_watermark'
    WHEN c.order_id IS NULL THEN 'late_event'
    WHEN c.engine_version <> p.engine_version THEN 'engine_changed'
    WHEN c.channel_rules_version <> p.channel_rules_version THEN 'channel_rules_changed'
    WHEN c.rules_hash <> p.rules_hash THEN 'rules_changed'
    WHEN c.identity_id <> p.identity_id OR m.identity_id IS NOT NULL THEN 'identity_merge'
    ELSE 'late_event' END
FROM ${dialect.table(previous.facts)} AS p
LEFT JOIN ${dialect.table("fact_attribution_checkout")} AS c ON c.order_id = p.order_id
LEFT JOIN (SELECT order_id, MAX(revision) AS revision FROM ${dialect.table("fact_attribution_restatement")} GROUP BY order_id) AS r ON r.order_id = p.order_id
LEFT JOIN (
${changedIdentitiesSql(dialect, previous.identities)}
) AS m ON m.identity_id = c.identity_id
WHERE p.state = 'final' AND (c.order_id IS NULL OR ${contents.map((column) => `p.${column} IS DISTINCT FROM c.${column}`).join(" OR ")})`;
}

/** Identities that gained or lost an id, or a stretch of one. */
function changedIdentitiesSql(dialect: Dialect, before: string): string {
  const names = dimIdentityTable.columns.map(({ column }) => column).join(", ");
  const [then, now] = [before, dimIdentityTable.name].map((name) => `SELECT ${names} FROM ${dialect.table(name)}`);
  return `  SELECT identity_id FROM (${now} EXCEPT ${then}) AS gained
  UNION
  SELECT identity_id FROM (${then} EXCEPT ${now}) AS lost`;
}

/** The row of `p` as canonical JSON, as `factText` writes it. */
function factTextSql(dialect: Dialect): string {
  const valueOf = (column: string, type: string): string => {
    if (type === "string") return dialect.jsonText(column);
    if (type === "boolean") return `CASE WHEN ${column} THEN 'true' ELSE 'false' END`;
    return `CAST(${type === "timestamp" ? dialect.microsOf(column) : column} AS ${dialect.type("string")})`;
  };
  const sorted = [...factColumns].sort((a, b) => (a.column < b.column ? -1 : 1));
  const parts = sorted.map(({ column, type }, at) => `${textLiteral(`${at === 0 ? "{" : ","}"${column}":`)} || COALESCE(${valueOf(`p.${column}`, type)}, 'null')`);
  return `${parts.join(" || ")} || '}'`;
}
