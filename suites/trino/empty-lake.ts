import type { TrinoClient } from "../../packages/testkit/src/index.ts";

/** A schema `lake` with nothing in it, whatever suites before have left. */
export async function emptyLake(trino: TrinoClient): Promise<void> {
  await trino.run('CREATE SCHEMA IF NOT EXISTS "lake"');
  const found = await trino.run("SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = 'lake'");
  for (const { table_name: name, table_type: type } of found) await trino.run(`DROP ${type === "VIEW" ? "VIEW" : "TABLE"} "lake"."${String(name)}"`);
}
