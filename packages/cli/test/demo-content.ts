import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { openDuckDb } from "@liftproof/adapters/duckdb";

/** Everything a demo wrote: the SHA-256 of every file but the lake, and every row of every table of the lake as JSON text, in order. */
export interface DemoContent {
  readonly files: Readonly<Record<string, string>>;
  readonly tables: Readonly<Record<string, readonly string[]>>;
}

/** Reads a demo's folder. The lake's own pages lie as its threads finished, so it is compared row for row. */
export async function demoContent(folder: string): Promise<DemoContent> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => !name.startsWith("lake.duckdb") && statSync(join(folder, name)).isFile());
  const files = Object.fromEntries(names.sort().map((name) => [name, createHash("sha256").update(readFileSync(join(folder, name))).digest("hex")]));
  const duckDb = await openDuckDb({ path: join(folder, "lake.duckdb"), readOnly: true });
  try {
    const tables: Record<string, readonly string[]> = {};
    for (const { name } of await duckDb.all("SELECT table_name AS name FROM duckdb_tables() WHERE schema_name = 'lake' ORDER BY name")) {
      // Every column is in the text, so its order is one by all columns.
      const rows = await duckDb.all(`SELECT to_json(t)::VARCHAR AS row FROM lake."${String(name)}" AS t ORDER BY row`);
      tables[String(name)] = rows.map(({ row }) => String(row));
    }
    return { files, tables };
  } finally {
    await duckDb.close();
  }
}
