import { dialects, lakeTables, quoteIdentifier } from "@liftproof/lake";
import type { Lake } from "./open-lake.ts";

/** The names under which the tables of the run before stand while a build compares with them. */
export const putAsideNames = { facts: "fact_attribution_checkout_previous", identities: "dim_identity_previous" } as const;

const names: Readonly<Record<keyof typeof putAsideNames, string>> = { facts: "fact_attribution_checkout", identities: "dim_identity" };

/**
 * Puts the published facts and identities aside, within the build's transaction: nobody else sees them go.
 *
 * A lake of an earlier version may lack columns; they are added without a value, so that its rows can be compared and kept.
 */
export async function putAside(lake: Lake): Promise<void> {
  for (const part of ["facts", "identities"] as const) {
    const table = lakeTables.find(({ name }) => name === names[part]);
    if (table === undefined) throw new TypeError(`lakeTables: expected ${names[part]} among them, got none`);
    const aside = dialects.duckdb.table(putAsideNames[part]);
    await lake.run(`ALTER TABLE ${dialects.duckdb.table(table.name)} RENAME TO ${quoteIdentifier(putAsideNames[part])}`);
    for (const { column, type } of table.columns) await lake.run(`ALTER TABLE ${aside} ADD COLUMN IF NOT EXISTS ${quoteIdentifier(column)} ${dialects.duckdb.type(type)}`);
  }
}

/** Removes what was put aside. */
export async function dropAside(lake: Lake): Promise<void> {
  for (const name of Object.values(putAsideNames)) await lake.run(`DROP TABLE ${dialects.duckdb.table(name)}`);
}
