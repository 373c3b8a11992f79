/** The points of the measurement: every value of the reference file as one case of one form. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../process.mjs";

/** Parameters above this are large: two arms of ten thousand users have about as many degrees of freedom. */
export const LARGE_FROM = 2e4;

/** Tails and probabilities below this are deep: there 1 minus the other tail has few digits left, or none. */
export const DEEP_BELOW = 1e-12;

/** Below this a double cannot hold the value with all its digits. */
const SMALLEST = 2.3e-308;

const families = { normal: 1, studentT: 2, chiSquare: 2, gamma: 2, beta: 3 };

export function readGrid() {
  const tables = JSON.parse(readFileSync(join(root, "packages/estimators/test/vectors/special-functions.json"), "utf8"));
  const cases = Object.entries(families).flatMap(([family, arity]) => [
    ...tailCases(family, arity, tables[`${family}Tails`]),
    ...quantileCases(family, arity, tables[`${family}Quantiles`]),
  ]);
  const values = ["logGamma", "stirlingCorrection", "logBeta"].flatMap((family) =>
    tables[family].rows.map((row) => {
      const parameters = row.slice(0, -1);
      const bucket = Math.min(...parameters) < DEEP_BELOW ? "deep" : sizeOf(parameters);
      // Beside the zeros of log gamma a relative error says nothing about use: there the error is absolute.
      const scale = family === "logGamma" ? Math.max(1, Math.abs(row.at(-1))) : Math.abs(row.at(-1));
      return { family, form: "value", parameters, expected: row.at(-1), bucket, scale };
    }),
  );
  return { madeWith: tables.madeWith, cases: [...cases, ...values] };
}

function tailCases(family, arity, { rows }) {
  return rows.flatMap((row) => {
    const parameters = row.slice(0, arity);
    const [lower, upper, logLower, logUpper] = row.slice(arity);
    const bucket = Math.min(lower, upper) < DEEP_BELOW ? "deep" : sizeOf(parameters.slice(1));
    const forms = { lower, upper, logLower, logUpper, ...(family === "studentT" && { twoSided: 2 * upper }) };
    return Object.entries(forms)
      .filter(([, expected]) => Math.abs(expected) > SMALLEST)
      .map(([form, expected]) => ({ family, form, parameters, expected, bucket }));
  });
}

function quantileCases(family, arity, { columns, rows }) {
  return rows.flatMap((row) => {
    const parameters = row.slice(0, arity);
    const bucket = parameters[0] < DEEP_BELOW ? "deep" : sizeOf(parameters.slice(1));
    return ["quantile", "quantileUpper"]
      .map((form) => ({ family, form, parameters, expected: columns.includes(form) ? row[columns.indexOf(form)] : -row[arity], bucket }))
      .filter(({ expected }) => Math.abs(expected) > SMALLEST);
  });
}

function sizeOf(parameters) {
  return Math.max(0, ...parameters) > LARGE_FROM ? "large" : "typical";
}
