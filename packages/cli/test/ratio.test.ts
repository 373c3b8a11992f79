import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runCommand } from "./run-command.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();

type Unit = readonly [arm: string, revenue: number, orders: number];

async function ratioOf(units: readonly Unit[]) {
  folder.write("units.csv", `id,arm,revenue,orders\n${units.map((cells, id) => [id, ...cells].join(",")).join("\n")}\n`);
  const { stdout, stderr } = await runCommand(["analyze", "units.csv", "--unit", "id", "--arm", "arm", "--control", "a", "--metric", "aov=ratio(revenue,orders)", "--json"], { cwd: folder.path });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout).metrics[0].comparisons[0];
}

const buyers = (arm: string): fc.Arbitrary<readonly Unit[]> => fc.array(fc.tuple(fc.constant(arm), fc.integer({ min: 1, max: 20_000 }).map((cents) => cents / 100), fc.integer({ min: 1, max: 4 })), { minLength: 31, maxLength: 60 });

describe("ratio metrics of a file", () => {
  test("law: units with nothing to divide by change no figure", async () => {
    await fc.assert(
      fc.asyncProperty(buyers("a"), buyers("b"), fc.integer({ min: 1, max: 300 }), async (control, treatment, idle) => {
        const empty = Array.from({ length: idle }, (_, at): Unit => [at % 2 === 0 ? "a" : "b", 0, 0]);
        const alone = await ratioOf([...control, ...treatment]);
        const beside = await ratioOf([...control, ...treatment, ...empty]);
        for (const figure of ["controlMean", "treatmentMean", "difference", "standardError", "lift"]) expect(beside[figure]).toBeCloseTo(alone[figure], 9);
      }),
      { numRuns: 8 },
    );
  });

  test("edge: thirty units of each arm must have something to divide by, however many there are", async () => {
    const arm = (name: string, buying: number): Unit[] => Array.from({ length: 500 }, (_, at): Unit => (at < buying ? [name, 10 + (at % 7), 1 + (at % 3)] : [name, 0, 0]));
    expect(await ratioOf([...arm("a", 29), ...arm("b", 200)])).toMatchObject({ kind: "insufficient", insufficient: "too_few_units" });
    expect(await ratioOf([...arm("a", 30), ...arm("b", 200)])).toMatchObject({ kind: "compared" });
  });

  test("vector: standard error and degrees of freedom worked by hand", async () => {
    // Forty buyers an arm among a hundred units; q = (N - R D) / mean(D), its variance over all units times 40/39.
    const units = ["a", "b"].flatMap((arm) => Array.from({ length: 100 }, (_, at): Unit => (at < 40 ? [arm, 5 + ((at * 7 + (arm === "b" ? 3 : 0)) % 11), 1 + (at % 3)] : [arm, 0, 0])));
    const variance = (arm: string): number => {
      const own = units.filter(([name]) => name === arm);
      const [n, d] = [1, 2].map((column) => own.reduce((sum, cells) => sum + Number(cells[column]), 0)) as [number, number];
      const residuals = own.map(([, revenue, orders]) => (revenue - (n / d) * orders) / (d / own.length));
      return (residuals.reduce((sum, residual) => sum + residual ** 2, 0) / own.length / own.length) * (40 / 39);
    };
    expect((await ratioOf(units)).standardError).toBeCloseTo(Math.sqrt(variance("a") + variance("b")), 10);
  });
});
