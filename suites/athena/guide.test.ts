import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createTable, lakeTables, publishedDdl } from "@liftproof/lake";
import { expect, test } from "vitest";
import { executableBlock } from "../../docs/test/executable-block.ts";
import { fencedBlocks, repositoryRoot } from "../../docs/test/fenced-blocks.ts";
import { dropViews } from "../../packages/testkit/src/index.ts";
import { startAthena, trino } from "./start-athena.ts";

const page = "docs/guides/run-on-athena.md";
const place = { engine: "athena", location: "s3://your-bucket/lake" } as const;

test("example: the guide's code runs on a lake and gives the values it shows", async () => {
  const [block] = fencedBlocks(page).filter(({ language }) => language === "js");
  if (block === undefined) throw new TypeError(`${page}: expected a js block, got none`);
  const { athena, server } = await startAthena();
  await trino.run('CREATE SCHEMA IF NOT EXISTS "lake"');
  await dropViews(trino, "lake");
  for (const { name } of lakeTables) await trino.run(`DROP TABLE IF EXISTS "lake"."${name}"`);
  const given = lakeTables.filter(({ name }) => ["events", "int_identity_hash", "token_mode_log"].includes(name)).map((table) => createTable(table, place));
  const statements = [...given, ...publishedDdl(place)];
  const isView = (sql: string): boolean => sql.startsWith("CREATE OR REPLACE VIEW");
  await Promise.all(statements.filter((sql) => !isView(sql)).map((sql) => athena.run(sql, { runId: "ddl" })));
  await Promise.all(statements.filter(isView).map((sql) => athena.run(sql, { runId: "ddl" })));
  const text = block.text.replace('workGroup: "jobs"', `workGroup: "primary", endpoint: ${JSON.stringify(server.url)}, credentials: { accessKeyId: "test", secretAccessKey: "test" }, patience: { pollMs: 5 }`);
  const folder = join(repositoryRoot, ".cache/athena-guide");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "block.ts");
  writeFileSync(file, executableBlock({ ...block, text }));
  const { compared } = (await import(file)) as { compared: number };
  expect(compared).toBe(text.split("// =>").length - 1);
});
