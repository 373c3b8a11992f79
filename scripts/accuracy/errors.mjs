/** Errors of one library over the cases of one form. */

/** More than one per cent wrong is no answer. */
const FAILED_FROM = 0.01;

/** How many digits we promise, and at shapes of 10^8. */
const PROMISED = 1e-10;
const PROMISED_AT_LARGEST = 5e-10;

function errorOf(compute, { parameters, expected, scale = Math.abs(expected) }) {
  let actual;
  try {
    actual = compute(...parameters);
  } catch {
    return Infinity;
  }
  // Infinity less Infinity would be NaN, and so is what is no number at all.
  return Number.isFinite(actual) ? Math.abs(actual - expected) / scale : Infinity;
}

/** Largest error in each part of the range, and how many cases came to nothing. */
export function summaryOf(compute, cases) {
  const worst = {};
  let failures = 0;
  for (const each of cases) {
    const error = errorOf(compute, each);
    worst[each.bucket] = Math.max(worst[each.bucket] ?? 0, error);
    if (error > FAILED_FROM) failures += 1;
  }
  return { worst, failures };
}

/** Cases in which our own function misses what is promised, worst first. */
export function brokenPromises(compute, cases) {
  return cases
    .map((each) => ({ ...each, error: errorOf(compute, each), allowed: each.family === "beta" && Math.max(...each.parameters) >= 1e8 ? PROMISED_AT_LARGEST : PROMISED }))
    .filter(({ error, allowed }) => !(error <= allowed))
    .sort((a, b) => b.error - a.error);
}
