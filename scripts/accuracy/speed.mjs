/** Calls per CPU second on arguments an experiment meets, contenders in turn. */
import { measure } from "../bench/measure.mjs";

const CALLS = 20_000;

/** What is called: the family, the form, and the arguments as a function of a place between 0 and 1. */
const works = [
  ["normal, upper", "normal", "upper", (u) => [8 * u - 4]],
  ["normal, quantile", "normal", "quantile", (u) => [u]],
  ["t with 12 df, upper", "studentT", "upper", (u) => [8 * u - 4, 12]],
  ["t with 1,998 df, upper", "studentT", "upper", (u) => [8 * u - 4, 1998]],
  ["t with 1.2 million df, upper", "studentT", "upper", (u) => [8 * u - 4, 1.2e6]],
  ["t with 12 df, quantile", "studentT", "quantile", (u) => [u, 12]],
  ["t with 1,998 df, quantile", "studentT", "quantile", (u) => [u, 1998]],
  ["chi-square with 3 df, upper", "chiSquare", "upper", (u) => [15 * u, 3]],
  ["chi-square with 1,000 df, upper", "chiSquare", "upper", (u) => [900 + 200 * u, 1000]],
  ["chi-square with 3 df, quantile", "chiSquare", "quantile", (u) => [u, 3]],
  ["chi-square with 1,000 df, quantile", "chiSquare", "quantile", (u) => [u, 1000]],
  ["gamma of shape 5, lower", "gamma", "lower", (u) => [12 * u, 5]],
  ["beta(2, 3), lower", "beta", "lower", (u) => [u, 2, 3]],
  ["beta(101, 901), lower", "beta", "lower", (u) => [0.08 + 0.04 * u, 101, 901]],
  ["beta(1e4, 9.9e5), lower", "beta", "lower", (u) => [0.0097 + 0.0006 * u, 1e4, 9.9e5]],
  ["beta(2, 3), quantile", "beta", "quantile", (u) => [u, 2, 3]],
  ["beta(101, 901), quantile", "beta", "quantile", (u) => [u, 101, 901]],
  ["log gamma", "logGamma", "value", (u) => [0.5 + 100 * u]],
  ["log beta", "logBeta", "value", (u) => [1 + 100 * u, 50]],
];

/** One row per work: its name and, by library, calls per CPU second. */
export async function measureSpeed(libraries) {
  const rows = [];
  for (const [title, family, form, argumentsAt] of works) {
    const places = Array.from({ length: CALLS }, (_, i) => argumentsAt((i + 0.5) / CALLS));
    const runs = Object.entries(libraries)
      .filter(([, forms]) => forms[family]?.[form] !== undefined)
      .map(([library, forms]) => [library, () => sumOver(forms[family][form], places)]);
    const seconds = await measure(Object.fromEntries(runs), { rounds: 7 });
    rows.push({ title, perSecond: new Map([...seconds].map(([library, least]) => [library, CALLS / least])) });
  }
  return rows;
}

/** The sum keeps an engine from leaving out calls whose result nobody reads. */
function sumOver(compute, places) {
  let sum = 0;
  for (const [first, second, third] of places) sum += compute(first, second, third);
  return sum;
}
