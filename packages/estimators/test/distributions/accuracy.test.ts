import { describe, expect, test } from "vitest";
import * as estimators from "../../src/index.ts";
import { readVectors, relativeError } from "../support/reference.ts";

/** A table of special-functions.json: arguments first, then the values of the columns named. */
interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly number[])[];
}

const tables = readVectors("special-functions.json") as Readonly<Record<string, Table>>;

/** Stricter than the promise, which is 5e-10 at shapes of 10^8 and 1e-10 below, so that lost digits show early. */
const allowedAt = (size: number): number => (size > 1e7 ? 1e-10 : 1e-11);

/** Below this a double has fewer than 53 bits, or underflows to the 0 it should. */
const SMALLEST = 2.3e-308;

const functionOf = (name: string): ((...parameters: readonly number[]) => number) =>
  (estimators as unknown as Record<string, (...parameters: readonly number[]) => number>)[name]!;

/** Every form a table speaks of: the function, and which column of the rows it must equal. */
const forms = Object.entries({ normal: ["z"], studentT: ["t", "df"], chiSquare: ["x", "df"], gamma: ["x", "a"], beta: ["x", "a", "b"] })
  .flatMap(([family, parameters]) => [
    ...["lower", "upper", "logLower", "logUpper"].map((form) => ({ family, form, table: tables[`${family}Tails`]!, arity: parameters.length })),
    ...["quantile", "quantileUpper"].map((form) => ({ family, form, table: tables[`${family}Quantiles`]!, arity: parameters.length })),
  ]);

describe("accuracy against 60 digits", () => {
  test.each(forms)("vector: $form of $family over the whole range", ({ family, form, table, arity }) => {
    const compute = functionOf(family + form[0]!.toUpperCase() + form.slice(1));
    // The normal and the t are symmetric: their tables give the upper quantile only.
    const column = table.columns.includes(form) ? table.columns.indexOf(form) : undefined;
    expect(table.rows.length).toBeGreaterThan(15);
    for (const row of table.rows) {
      const parameters = row.slice(0, arity);
      const expected = column === undefined ? -row[arity]! : row[column]!;
      const actual = compute(...parameters);
      const size = Math.max(...parameters.slice(1), 0);
      if (Math.abs(expected) < SMALLEST) expect(Math.abs(actual)).toBeLessThanOrEqual(SMALLEST);
      else expect(relativeError(actual, expected), `${family} ${form} at ${parameters}`).toBeLessThan(allowedAt(size));
    }
  });

  test("vector: log gamma, its Stirling correction and log beta", () => {
    const absolute = (actual: number, expected: number): number => Math.abs(actual - expected) / Math.max(1, Math.abs(expected));
    for (const [x, expected] of tables["logGamma"]!.rows) {
      expect(absolute(estimators.logGamma(x!), expected!), `logGamma at ${x}`).toBeLessThan(5e-15);
    }
    for (const [x, expected] of tables["stirlingCorrection"]!.rows) {
      expect(relativeError(estimators.stirlingCorrection(x!), expected!), `at ${x}`).toBeLessThan(1e-12);
    }
    for (const [a, b, expected] of tables["logBeta"]!.rows) {
      expect(relativeError(estimators.logBeta(a!, b!), expected!), `logBeta at ${a}, ${b}`).toBeLessThan(1e-13);
    }
  });
});
