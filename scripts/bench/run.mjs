/** Runs every benchmark of this folder and writes docs/benchmarks.md; `npm run bench -- NAME ...` runs some and only prints. */
import { readdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { root } from "../process.mjs";

const only = process.argv.slice(2);
const names = readdirSync(join(root, "scripts/bench"))
  .filter((file) => file.endsWith(".bench.mjs"))
  .map((file) => file.replace(".bench.mjs", ""))
  .sort();
const unknown = only.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`bench: expected names out of ${names.join(", ")}, got ${unknown.join(", ")}`);
  process.exit(2);
}

const sections = [];
for (const name of only.length === 0 ? names : only) {
  process.stderr.write(`bench ${name} ...\n`);
  const { title, run } = await import(`./${name}.bench.mjs`);
  const { note, columns, rows } = await run();
  const section = [`## ${title}`, "", note, "", `| ${columns.join(" | ")} |`, `| ${columns.map(() => "---").join(" | ")} |`, ...rows.map((row) => `| ${row.join(" | ")} |`)].join("\n");
  console.log(`\n${section}`);
  sections.push(section);
}

if (only.length === 0) {
  const page = `# Benchmarks

Made by \`npm run bench\` on Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cpus().length} cores (${cpus()[0]?.model.trim() ?? "unknown processor"}).
Contenders of a table ran in turn in one process; figures are the least CPU time of the rounds, so compare ratios within a table and not figures across machines.

${sections.join("\n\n")}
`;
  writeFileSync(join(root, "docs/benchmarks.md"), page);
}
