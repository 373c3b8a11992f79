import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { flag } from "../../src/attribute/flag.ts";
import { identityFault } from "../../src/attribute/identity-fault.ts";
import { isBlank } from "../../src/attribute/is-blank.ts";
import { runCommand } from "../run-command.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const folder = temporaryFolder();
const people = ["--unit", "id", "--arm", "arm", "--control", "yes", "--metric", "m=rate(x)", "--json"];

interface Row {
  readonly id: string;
  readonly arm: string;
  readonly x: string;
}

async function analyze(rows: readonly Row[]): Promise<Record<string, unknown>> {
  const file = folder.write("cells.ndjson", rows.map((row) => JSON.stringify(row)).join("\n"));
  const { stdout, stderr } = await runCommand(["analyze", file, ...people], { cwd: folder.path });
  expect(stderr).toBe("");
  return JSON.parse(stdout) as Record<string, unknown>;
}

const around = fc.constantFrom("", "", " ", "  ", "\t", "\n", "\v", "\f", "\u00a0", "\u3000", "\u2028", " \t", " \u00a0");
const padded = (core: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.tuple(around, core, around).map(([before, word, after]) => before + word + after);
const words = padded(fc.constantFrom("", "1", "true", "T", "Yes", "YES", "0", "false", "F", "no", "NO", "y", "n", "on", "yeſ", "2", "-1", "01", "1.0", "tr ue"));
const ids = padded(fc.oneof(
  fc.constantFrom("", "3,69673E+15", "3.7e+1", "-2E+9", "3e15", "E+5", "3.E+5", "3,6,9E+5", "3E+", "+3E+5", "a3E+5", "٣E+5", "3E+15 x"),
  fc.string({ unit: fc.constantFrom("1", "2", ".", ",", "e", "E", "+", "-", " ") }),
));

/** The rules of `attribute` and `assign` run in TypeScript, those of `analyze` in SQL. */
describe("cells that both sides read", () => {
  test("law: a word is yes, no, nothing or unreadable for both", async () => {
    const cells = [...new Set(fc.sample(words, { numRuns: 600, seed: 3 }))];
    const rows = cells.flatMap((x, at): Row[] => {
      const arm = flag(x) === false && !isBlank(x) ? "no" : "yes";
      // As many plain rows again, so that the unreadable ones are not most of the file.
      return [{ id: `c${at}`, arm, x }, { id: `p${at}`, arm: "yes", x: "1" }, { id: `q${at}`, arm: "no", x: "0" }];
    });
    const unreadable = cells.filter((x) => flag(x) === undefined).length;
    const printed = await analyze(rows);
    expect(unreadable).toBeGreaterThan(30);
    expect(printed["rows"]).toMatchObject({ rejected: { bad_value: unreadable } });
    expect(printed["metrics"]).toMatchObject([{ missingUnits: cells.filter(isBlank).length, comparisons: [{ controlMean: 1, treatmentMean: 0 }] }]);
    expect(cells.filter(isBlank).length).toBeGreaterThan(5);
  });

  test("law: an id is fine, damaged or missing for both", async () => {
    const cells = [...new Set(fc.sample(ids, { numRuns: 900, seed: 4 }))];
    const damaged = cells.filter((id) => identityFault(id) === "damaged_id").length;
    const missing = cells.filter((id) => identityFault(id) === "missing_identity").length;
    const ofClass = (fault: string | undefined): Row[] => cells.filter((id) => identityFault(id) === fault).map((id) => ({ id, arm: "yes", x: "1" }));
    const plain: Row[] = [{ id: "p", arm: "yes", x: "1" }, { id: "q", arm: "no", x: "0" }];
    expect([damaged > 30, missing > 5]).toEqual([true, true]);
    expect((await analyze([...plain, ...ofClass("damaged_id")]))["rows"]).toMatchObject({ rejected: { damaged_id: damaged } });
    expect((await analyze([...plain, ...ofClass("missing_identity")]))["rows"]).toMatchObject({ rejected: { missing_unit: missing } });
    expect((await analyze([...plain, ...ofClass(undefined)]))["rows"]).toEqual({ read: cells.length - damaged - missing + 2, used: cells.length - damaged - missing + 2, rejected: {} });
  });
});
