import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatTable } from "../../src/output/format-table.ts";

describe("format table", () => {
  test("law: every row begins its last column at the same place, whatever the cells", () => {
    const cell = fc.stringMatching(/^[a-z]{1,8}$/u);
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, fc.constant("|")), { minLength: 1, maxLength: 8 }), (rows) => {
        const places = formatTable(rows).split("\n").map((line) => line.indexOf("|"));
        expect(new Set(places).size).toBe(1);
      }),
    );
  });

  test("example: numbers stand right, words left", () => {
    expect(formatTable([["arm", "units"], ["a", "1,200"], ["treatment", "7"]])).toBe("arm        units\na          1,200\ntreatment      7");
  });

  test("edge: no rows are no text", () => {
    expect(formatTable([])).toBe("");
  });

  test("edge: more rows than a call takes arguments", () => {
    const rows = Array.from({ length: 150_000 }, (_, index) => [String(index)]);
    expect(formatTable([["id"], ...rows]).length).toBe("    id".length + rows.length * 7);
  });
});
