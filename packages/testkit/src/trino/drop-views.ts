import type { TrinoClient } from "./trino-client.ts";

/** Drops every view of a schema: Trino drops no view by the name of a table, and a suite may have left some. */
export async function dropViews(trino: TrinoClient, schema: string): Promise<void> {
  const views = await trino.run(`SELECT table_name FROM information_schema.tables WHERE table_schema = '${schema}' AND table_type = 'VIEW'`);
  for (const { table_name: name } of views) await trino.run(`DROP VIEW "${schema}"."${String(name)}"`);
}
