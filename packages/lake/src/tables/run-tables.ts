import type { TableDefinition } from "./table-definition.ts";
import { experimentTables } from "./experiment-tables.ts";
import { lakeTables } from "./lake-tables.ts";
import { martTables } from "./mart-tables.ts";

/** What is published together: a reader sees all tables of a group as of one run. */
export const publishedGroups: Readonly<Record<PublishedGroup, readonly string[]>> = {
  identities: ["dim_identity"],
  attribution: ["dim_referrer_code", "fact_orders", "fact_refunds", "int_touches", "fact_attribution_checkout", "fact_attribution_credit", "fact_attribution_channel"],
  marts: martTables.map(({ name }) => name),
  // What inference writes is its own.
  experiments: experimentTables.map(({ name }) => name).filter((name) => name !== "int_experiment_split"),
};

/** One group of tables. */
export type PublishedGroup = "identities" | "attribution" | "marts" | "experiments";

/** `lake.published_run`: the pointer, one row for each group. */
export const publishedRunTable: TableDefinition = {
  name: "published_run",
  tier: "gold",
  comment: "The run whose rows readers see, for one group of tables; one statement moves it.",
  grain: ["group_name"],
  columns: [
    { column: "group_name", type: "string", description: "identities, attribution, marts or experiments." },
    { column: "run_id", type: "bigint" },
    { column: "watermark_us", type: "bigint" },
  ],
};

/** The name of the table that holds the rows of every run of a table. */
export function runTableName(name: string): string {
  return `run_${name}`;
}

/** The tables that hold the rows of every run, which a job adds to; each stands behind a view of the plain name. */
export const runTables: readonly TableDefinition[] = lakeTables
  .filter(({ name }) => groupOf(name) !== undefined)
  .map(({ name, tier, comment, grain, nullableGrain, columns }) => ({
    name: runTableName(name),
    tier,
    comment: `${comment} Rows of every run that is kept.`,
    grain: ["run_id", ...grain],
    ...(nullableGrain === undefined ? {} : { nullableGrain }),
    columns: [...columns, { column: "run_id", type: "bigint" }],
    partitionedBy: "run_id",
  }));

/** The group that a table is published with; `undefined` for one that is not published by runs. */
export function groupOf(name: string): PublishedGroup | undefined {
  return (Object.keys(publishedGroups) as PublishedGroup[]).find((group) => publishedGroups[group].includes(name));
}
