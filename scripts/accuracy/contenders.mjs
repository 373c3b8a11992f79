/**
 * The same functions from four libraries, each in the most favorable expression its interface allows: an upper tail by
 * reflection where that keeps digits, a logarithm of a tail near 1 by log1p of the other tail.
 *
 * A form that a library has no function for is left out, which the tables show as a dash.
 */
import * as simpleStatistics from "simple-statistics";
import jstat from "jstat";

export async function contenders(own, { load }) {
  return { Liftproof: ownForms(own), jstat: withLogs(jstatForms()), "@stdlib": withLogs(stdlibForms(load)), "simple-statistics": withLogs(simpleForms()) };
}

function ownForms(own) {
  const family = (name) =>
    Object.fromEntries(
      ["lower", "upper", "logLower", "logUpper", "quantile", "quantileUpper"].map((form) => [form, own[name + form[0].toUpperCase() + form.slice(1)]]),
    );
  return {
    normal: family("normal"),
    studentT: { ...family("studentT"), twoSided: own.studentTTwoSided },
    chiSquare: family("chiSquare"),
    gamma: family("gamma"),
    beta: family("beta"),
    logGamma: { value: own.logGamma },
    stirlingCorrection: { value: own.stirlingCorrection },
    logBeta: { value: own.logBeta },
  };
}

function jstatForms() {
  const { normal, studentt, chisquare, beta } = jstat;
  return {
    normal: {
      lower: (z) => normal.cdf(z, 0, 1),
      upper: (z) => normal.cdf(-z, 0, 1),
      quantile: (p) => normal.inv(p, 0, 1),
      quantileUpper: (p) => -normal.inv(p, 0, 1),
    },
    studentT: {
      lower: (t, df) => studentt.cdf(t, df),
      upper: (t, df) => studentt.cdf(-t, df),
      twoSided: (t, df) => jstat.ibeta(df / (df + t * t), df / 2, 0.5),
      quantile: (p, df) => studentt.inv(p, df),
      quantileUpper: (p, df) => -studentt.inv(p, df),
    },
    chiSquare: {
      lower: (x, df) => chisquare.cdf(x, df),
      upper: (x, df) => 1 - chisquare.cdf(x, df),
      quantile: (p, df) => chisquare.inv(p, df),
      quantileUpper: (p, df) => chisquare.inv(1 - p, df),
    },
    gamma: {
      lower: (x, a) => jstat.lowRegGamma(a, x),
      upper: (x, a) => 1 - jstat.lowRegGamma(a, x),
      quantile: (p, a) => jstat.gammapinv(p, a),
      quantileUpper: (p, a) => jstat.gammapinv(1 - p, a),
    },
    beta: {
      lower: (x, a, b) => beta.cdf(x, a, b),
      upper: (x, a, b) => beta.cdf(1 - x, b, a),
      quantile: (p, a, b) => beta.inv(p, a, b),
      quantileUpper: (p, a, b) => 1 - beta.inv(p, b, a),
    },
    logGamma: { value: (x) => jstat.gammaln(x) },
    logBeta: { value: (a, b) => jstat.betaln(a, b) },
  };
}

function stdlibForms(load) {
  const [normalCdf, normalLogCdf, normalQuantile] = ["cdf", "logcdf", "quantile"].map((form) => load(`stats-base-dists-normal-${form}`));
  const [tCdf, tQuantile] = ["cdf", "quantile"].map((form) => load(`stats-base-dists-t-${form}`));
  const [chiSquareCdf, chiSquareQuantile] = ["cdf", "quantile"].map((form) => load(`stats-base-dists-chisquare-${form}`));
  const [betaCdf, betaQuantile] = ["cdf", "quantile"].map((form) => load(`stats-base-dists-beta-${form}`));
  const [gammainc, gammaincinv, betainc, betaincinv, gammaln, betaln] = ["gammainc", "gammaincinv", "betainc", "betaincinv", "gammaln", "betaln"].map(
    (name) => load(`math-base-special-${name}`),
  );
  return {
    normal: {
      lower: (z) => normalCdf(z, 0, 1),
      upper: (z) => normalCdf(-z, 0, 1),
      logLower: (z) => normalLogCdf(z, 0, 1),
      logUpper: (z) => normalLogCdf(-z, 0, 1),
      quantile: (p) => normalQuantile(p, 0, 1),
      quantileUpper: (p) => -normalQuantile(p, 0, 1),
    },
    studentT: {
      lower: (t, df) => tCdf(t, df),
      upper: (t, df) => tCdf(-t, df),
      twoSided: (t, df) => 2 * tCdf(-Math.abs(t), df),
      quantile: (p, df) => tQuantile(p, df),
      quantileUpper: (p, df) => -tQuantile(p, df),
    },
    chiSquare: {
      lower: (x, df) => chiSquareCdf(x, df),
      upper: (x, df) => gammainc(x / 2, df / 2, true, true),
      quantile: (p, df) => chiSquareQuantile(p, df),
      quantileUpper: (p, df) => 2 * gammaincinv(p, df / 2, true),
    },
    gamma: {
      lower: (x, a) => gammainc(x, a),
      upper: (x, a) => gammainc(x, a, true, true),
      quantile: (p, a) => gammaincinv(p, a),
      quantileUpper: (p, a) => gammaincinv(p, a, true),
    },
    beta: {
      lower: (x, a, b) => betaCdf(x, a, b),
      upper: (x, a, b) => betainc(x, a, b, true, true),
      quantile: (p, a, b) => betaQuantile(p, a, b),
      quantileUpper: (p, a, b) => betaincinv(p, a, b, true),
    },
    logGamma: { value: gammaln },
    logBeta: { value: betaln },
  };
}

function simpleForms() {
  const { cumulativeStdNormalProbability, probit, gammaln } = simpleStatistics;
  return {
    normal: {
      lower: (z) => cumulativeStdNormalProbability(z),
      upper: (z) => cumulativeStdNormalProbability(-z),
      quantile: (p) => probit(p),
      quantileUpper: (p) => -probit(p),
    },
    logGamma: { value: gammaln },
  };
}

/** Adds the logarithms a library lacks: of the tail itself, or of 1 less the other tail where this one is near 1. */
function withLogs(families) {
  const logOf = (tail, other) => (...parameters) => {
    const share = tail(...parameters);
    return share < 0.5 ? Math.log(share) : Math.log1p(-other(...parameters));
  };
  return Object.fromEntries(
    Object.entries(families).map(([name, forms]) => [
      name,
      forms.lower === undefined ? forms : { logLower: logOf(forms.lower, forms.upper), logUpper: logOf(forms.upper, forms.lower), ...forms },
    ]),
  );
}
