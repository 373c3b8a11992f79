import type { Dialect } from "../dialects/dialect.ts";
import { integerLiteral } from "../sql/quote.ts";
import type { TableDefinition } from "../tables/table-definition.ts";
import { dimIdentityTable, factAttributionCheckoutTable, intIdentityHashTable } from "../tables/gold-tables.ts";
import { identityJoin } from "./event-expressions.ts";
import type { GoldOptions } from "./gold-options.ts";

/** Tables that an incremental run works with, beside those of the lake. */
export const inPlayTables = { affected: "int_affected_identity", links: "int_identity_link", events: "int_events_in_play" } as const;

/** A run that goes on from the one before, whose tables stand under other names. */
export interface AffectedOptions extends GoldOptions {
  /** How far the run before read. */
  readonly sinceUs: number;
  /** The name under which a table of the run before stands. */
  readonly before: (table: string) => string;
}

/** Statements in the order in which they run; `spread` is repeated until it changes no row. */
export interface AffectedStatements {
  readonly prepare: readonly string[];
  readonly spread: string;
  readonly collect: string;
}

/**
 * Finds the identities of which a new run may say something else, and the events that say it.
 *
 * Affected is who has a new event, who is somebody else than before (which alone changes whose a referrer code is), whose order may become
 * final, and whose keyed hash is another; and, again and again, who shares with one of these what touches and orders are judged by across identities: a nonce, an order id and, under a
 * fraud filter, a device or a visitor. What is judged of everybody else depends on nothing that changed.
 */
export function affectedStatements(options: AffectedOptions): AffectedStatements {
  const { dialect, watermarkUs } = options;
  const { joins, identity } = identityJoin(dialect);
  const affected = dialect.table(inPlayTables.affected);
  const links = dialect.table(inPlayTables.links);
  const owned = `FROM ${dialect.table("events")} AS e
${joins}
WHERE e.received_ts_us <= ${integerLiteral(watermarkUs)}`;
  return {
    prepare: [
      `CREATE TABLE ${links} AS ${linksSql(options, identity, owned)}`,
      `CREATE TABLE ${affected} AS SELECT DISTINCT identity_id FROM (\n${seedsSql(options, identity, owned)}\n) AS seeds`,
    ],
    spread: `INSERT INTO ${affected} SELECT DISTINCT l.identity_id FROM ${links} AS l
WHERE l.link IN (SELECT k.link FROM ${links} AS k JOIN ${affected} AS a ON a.identity_id = k.identity_id) AND NOT EXISTS (SELECT 1 FROM ${affected} AS a WHERE a.identity_id = l.identity_id)`,
    collect: `CREATE TABLE ${dialect.table(inPlayTables.events)} AS SELECT e.* ${owned} AND EXISTS (SELECT 1 FROM ${affected} AS a WHERE a.identity_id = ${identity})`,
  };
}

/** The dialect under which statements read the events in play instead of all. */
export function inPlayDialect(dialect: Dialect): Dialect {
  return { ...dialect, table: (name) => dialect.table(name === "events" ? inPlayTables.events : name) };
}

/** Rows of the run before that stand, into a table that holds those of the affected already. */
export function carriedSql({ dialect, before }: Pick<AffectedOptions, "dialect" | "before">, table: TableDefinition): string {
  const columns = table.columns.map(({ column }) => `p.${column}`).join(", ");
  const affected = dialect.table(inPlayTables.affected);
  const identity = table.columns.some(({ column }) => column === "identity_id") ? "p.identity_id" : "f.identity_id";
  const owner = identity === "p.identity_id" ? "" : ` JOIN ${dialect.table(before(factAttributionCheckoutTable.name))} AS f ON f.order_id = p.order_id`;
  return `INSERT INTO ${dialect.table(table.name)} (${table.columns.map(({ column }) => column).join(", ")})
SELECT ${columns} FROM ${dialect.table(before(table.name))} AS p${owner}
WHERE NOT EXISTS (SELECT 1 FROM ${affected} AS a WHERE a.identity_id = ${identity})`;
}

function linksSql({ dialect, rules }: GoldOptions, identity: string, owned: string): string {
  const orderId = dialect.mapGet("e.payload", "order_id");
  const links = [
    { link: "'nonce ' || e.click_nonce", exists: "e.click_nonce IS NOT NULL" },
    { link: `'order ' || ${orderId}`, exists: `e.event_name = 'order.created' AND ${orderId} IS NOT NULL` },
  ];
  if (rules.fraud !== null) {
    links.push({ link: "'device ' || e.device_fp", exists: "e.device_fp IS NOT NULL" }, { link: "'visitor ' || COALESCE(e.user_id, e.anon_id)", exists: "COALESCE(e.user_id, e.anon_id) IS NOT NULL" });
  }
  return links.map(({ link, exists }) => `SELECT DISTINCT ${identity} AS identity_id, ${link} AS link ${owned} AND ${exists}`).join("\nUNION ALL\n");
}

function seedsSql({ dialect, sinceUs, before }: AffectedOptions, identity: string, owned: string): string {
  const changed = (table: TableDefinition): string => {
    const names = table.columns.map(({ column }) => column).join(", ");
    const [then, now] = [before(table.name), table.name].map((name) => `SELECT ${names} FROM ${dialect.table(name)}`);
    return `(SELECT * FROM (${now} EXCEPT ${then}) AS gained UNION ALL SELECT * FROM (${then} EXCEPT ${now}) AS lost) AS d`;
  };
  // Whoever a link names was an identity of that name before the first link.
  return `  SELECT ${identity} AS identity_id ${owned} AND e.received_ts_us > ${integerLiteral(sinceUs)}
  UNION ALL SELECT d.identity_id FROM ${changed(dimIdentityTable)}
  UNION ALL SELECT CASE WHEN d.user_id IS NULL THEN 'a:' || d.anon_id ELSE 'u:' || d.user_id END FROM ${changed(dimIdentityTable)}
  UNION ALL SELECT p.identity_id FROM ${dialect.table(before(factAttributionCheckoutTable.name))} AS p WHERE p.state = 'provisional'
  UNION ALL SELECT d.identity_id FROM ${changed(intIdentityHashTable)}`;
}
