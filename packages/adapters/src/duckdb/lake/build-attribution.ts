import { affectedStatements, attributionStatements, carriedSql, inPlayDialect, inPlayTables, restatementStatements } from "@liftproof/lake";
import type { AffectedOptions, GoldOptions } from "@liftproof/lake";
import { buildIdentities } from "./build-identities.ts";
import { buildProofKnowledge } from "./build-proof-knowledge.ts";
import type { ProofSources } from "./build-proof-knowledge.ts";
import type { BuildScope, LastRun } from "./build-scope.ts";
import type { Lake } from "./open-lake.ts";
import { dropAside, nameAside, putAside, tableNamed } from "./put-aside.ts";

/** What to build attribution from; the tables must be those of the run before, the others of gold empty. */
export interface AttributionBuild extends Omit<ProofSources, "gold"> {
  readonly gold: GoldOptions;
  /** The run to go on from, or why everything is computed. */
  readonly from: LastRun | (BuildScope & { kind: "all" });
  readonly onStep: () => void;
}

/** What became of it. */
export interface AttributionBuilt {
  readonly gold: GoldOptions;
  readonly scope: BuildScope;
  readonly restated: number;
}

/** What is compared with the run before, whatever a build computes. */
const compared = ["fact_attribution_checkout", "dim_identity"] as const;
/** What the run before knew, which tells whom a change concerns. */
const known = ["int_identity_hash", "token_mode_log"] as const;
/** What stands for everybody who is not affected. */
const carried = ["fact_orders", "int_touches", "fact_attribution_checkout", "fact_attribution_credit"] as const;
/** Statements that read the events of the affected alone. */
const perIdentity: ReadonlySet<string> = new Set(["orders", "touches", "winners", "credits"]);

/** Names of the tables that `buildAttribution` empties itself. */
export const attributionTables: ReadonlySet<string> = new Set([...compared, ...known, ...carried]);

/** Fills the attribution tables, for everybody or for those affected since the run before, and keeps the final facts it replaces. */
export async function buildAttribution({ lake, gold: plain, from, onStep, identityHashOf }: AttributionBuild): Promise<AttributionBuilt> {
  const names = [...attributionTables];
  const isComplete = await putAside(lake, names);
  await buildIdentities(lake, plain.watermarkUs);
  onStep();
  const loweredKeys = await buildProofKnowledge({ lake, gold: plain, ...(identityHashOf === undefined ? {} : { identityHashOf }) });
  const gold: GoldOptions = { ...plain, known: { loweredKeys } };
  const reason = "kind" in from ? from.reason : !isComplete ? "tables_changed" : (await sameRows(lake, "token_mode_log")) ? null : "key_modes_changed";
  const options: AffectedOptions = { ...gold, before: nameAside, sinceUs: "kind" in from ? 0 : from.watermarkUs };
  const inPlay = new Map(attributionStatements({ ...gold, dialect: inPlayDialect(gold.dialect) }).map(({ name, sql }) => [name, sql]));
  let scope: BuildScope = { kind: "all", reason: reason ?? "asked" };
  for (const { name, sql } of attributionStatements(gold)) {
    if (reason === null && name === "orders") scope = { kind: "affected", identities: await collectAffected(lake, options) };
    if (reason === null && name === "channels") for (const table of carried) await lake.run(carriedSql(options, tableNamed(table)));
    await lake.run(reason === null && perIdentity.has(name) ? (inPlay.get(name) ?? sql) : sql);
    onStep();
  }
  const previous = { facts: nameAside("fact_attribution_checkout"), identities: nameAside("dim_identity") };
  const [restated = 0] = await changedBy(lake, restatementStatements({ dialect: gold.dialect, watermarkUs: gold.watermarkUs, previous }).map((each) => each.sql));
  await dropAside(lake, names);
  if (reason === null) for (const table of Object.values(inPlayTables)) await lake.run(`DROP TABLE ${gold.dialect.table(table)}`);
  return { gold, scope, restated };
}

/** Gives the number of identities affected, once nobody shares anything with them who is not. */
async function collectAffected(lake: Lake, options: AffectedOptions): Promise<number> {
  const { prepare, spread, collect } = affectedStatements(options);
  await changedBy(lake, prepare);
  while ((await lake.run(spread)) > 0);
  await lake.run(collect);
  const [row] = await lake.all(`SELECT count(*) AS identities FROM ${options.dialect.table(inPlayTables.affected)}`);
  return Number(row?.["identities"]);
}

async function sameRows(lake: Lake, name: string): Promise<boolean> {
  const [now, then] = [name, nameAside(name)].map((table) => `SELECT * FROM lake.${table}`);
  const differing = await lake.all(`(${now} EXCEPT ${then}) UNION ALL (${then} EXCEPT ${now}) LIMIT 1`);
  return differing.length === 0;
}

async function changedBy(lake: Lake, statements: readonly string[]): Promise<readonly number[]> {
  const changed: number[] = [];
  for (const sql of statements) changed.push(await lake.run(sql));
  return changed;
}
