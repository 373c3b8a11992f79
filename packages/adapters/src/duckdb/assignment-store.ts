import type { AssignmentStore, StickyAssignment } from "@liftproof/assignment";
import type { DuckDb } from "./connection.ts";
import { quoteIdentifier } from "./quote.ts";

/** Where a store keeps its rows. */
export interface AssignmentStoreOptions {
  /** Table of the connection's database, created when absent. Default `assignments`. */
  readonly table?: string;
}

/**
 * Earlier assignments in a table of DuckDB, for one service on one machine.
 *
 * One row per unit and experiment; the key of the table keeps the first of a phase. Calls on one store wait for each other, as a connection
 * runs one statement at a time, so give the store a connection of its own.
 *
 * @throws AdapterError from `load` and `save` when the database refuses.
 */
export async function duckDbAssignmentStore(duckdb: DuckDb, { table = "assignments" }: AssignmentStoreOptions = {}): Promise<AssignmentStore> {
  const name = quoteIdentifier(table);
  await duckdb.run(`CREATE TABLE IF NOT EXISTS ${name} (unit_id VARCHAR NOT NULL, exp_id VARCHAR NOT NULL, variant VARCHAR NOT NULL, phase BIGINT NOT NULL, PRIMARY KEY (unit_id, exp_id))`);
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(action: () => Promise<Result>): Promise<Result> => {
    const next = last.then(action, action);
    last = next;
    return next;
  };
  const standing = async (unitId: string): Promise<Map<string, StickyAssignment>> => {
    const rows = await duckdb.all(`SELECT exp_id, variant, phase FROM ${name} WHERE unit_id = $1`, [unitId]);
    return new Map(rows.map((row) => [String(row["exp_id"]), { variant: String(row["variant"]), phase: Number(row["phase"]) }]));
  };
  return {
    load: (unitId) => inTurn(() => standing(unitId)),
    save: (unitId, expId, assignment) =>
      inTurn(async () => {
        await duckdb.run(
          `INSERT INTO ${name} (unit_id, exp_id, variant, phase) VALUES ($1, $2, $3, $4)
ON CONFLICT (unit_id, exp_id) DO UPDATE SET variant = excluded.variant, phase = excluded.phase WHERE excluded.phase > phase`,
          [unitId, expId, assignment.variant, assignment.phase],
        );
        return (await standing(unitId)).get(expId) ?? assignment;
      }),
  };
}
