import { columnDescription, familyViews, lakeTables } from "@liftproof/lake";
import type { TableDefinition } from "@liftproof/lake";
import { describe, expect, test } from "vitest";

const page = "../../../docs/concepts/tables.md";
const spoken = (types: string): string => types.replace("whole", "whole number, 38 digits").replace("real", "double");

function chapter({ name, comment, grain, nullableGrain = [], columns, appendOnly, dayOf }: TableDefinition): string {
  const key = grain.map((column) => `\`${column}\`${nullableGrain.includes(column) ? " (may be NULL)" : ""}`).join(", ");
  const facts = [grain.length === 0 ? "A plain log without a key." : `Key: ${key}.`, ...(dayOf === undefined ? [] : [`On Iceberg in days of \`${dayOf}\`.`]), ...(appendOnly === true ? ["Rows are only ever added."] : [])];
  const rows = columns.map((column) => `| \`${column.column}\` | ${spoken(column.type)} | ${columnDescription(column) ?? ""} |`);
  return [`### ${name}`, "", comment, facts.join(" "), "", "| column | type | what it says |", "| --- | --- | --- |", ...rows].join("\n");
}

function text(): string {
  const tier = (of: string): string => lakeTables.filter((table) => table.tier === of).map(chapter).join("\n\n");
  const views = familyViews().map(({ name, eventNames, fields }) => `| \`${name}\` | ${eventNames.map((event) => `\`${event}\``).join(", ")} | ${fields.map(({ column, type }) => `\`${column}\` ${type}`).join(", ")} |`);
  return `# Every table of the lake

Silver holds events, gold what builds make of them; both stand in the schema \`lake\`. This page is written from the definitions in
\`packages/lake/src/tables\`, and a test fails while the two differ (\`vitest --update\` writes it anew). Two tables are missing here because their columns are
the estimators' to decide: [\`fact_experiment_result\`](experiment-result.md), and \`experiment_inference\`, which keeps its rows of every run.

Instants whose names end in \`_us\` are epoch microseconds, those of type timestamp stand in UTC. Money is whole minor units beside its currency. Facts that no rule of
attribution or of an experiment decides are remade by every build, so late, repeated and re-attributed events end in the tables of a single build.

## Silver

${tier("silver")}

## Views of one family of events

Each has the columns of \`events\` but the maps and the raw line, and its family's payload as typed columns. A field that is added to the catalogue appears by
itself; one whose name \`events\` has already gets \`payload_\` before it.

| view | events | columns of its own |
| --- | --- | --- |
${views.join("\n")}

## Gold

${tier("gold")}
`;
}

describe("table definitions", () => {
  test("law: every column is described in a sentence", () => {
    for (const { name, columns } of lakeTables) for (const column of columns) expect(columnDescription(column), `${name}.${column.column}`).toMatch(/^[A-Z0-9a-z].*\.$/);
  });

  test("law: the page of tables is what the definitions say", async () => {
    await expect(text()).toMatchFileSnapshot(page);
  });
});
