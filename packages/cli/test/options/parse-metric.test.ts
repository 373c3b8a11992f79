import { describe, expect, test } from "vitest";
import { parseMetric, parseMetrics, withCovariates } from "../../src/options/parse-metric.ts";

describe("metrics of the command line", () => {
  test("example: rate, mean and ratio with columns as people name them", () => {
    expect(parseMetric("kept=rate(kept (7 d))")).toEqual({ metric: "kept", kind: "rate", column: "kept (7 d)" });
    expect(parseMetric("aov = ratio(revenue, orders)".replace(" = ", "="))).toEqual({ metric: "aov", kind: "ratio", numerator: "revenue", denominator: "orders" });
  });

  test("example: quantiles, and means cut off at quantiles of all units or of those with a value", () => {
    expect(parseMetric("p90=quantile(load time, ms, 0.9)")).toEqual({ metric: "p90", kind: "quantile", column: "load time, ms", quantile: 0.9 });
    expect(parseMetric("rev=mean(revenue, winsorize=0.01..0.99)")).toEqual({ metric: "rev", kind: "mean", column: "revenue", winsorize: { lowShare: 0.01, highShare: 0.99, units: "all" } });
    expect(parseMetric("rev=mean(a, b,winsorise = ..0.99 , of=nonzero)")).toEqual({ metric: "rev", kind: "mean", column: "a, b", winsorize: { highShare: 0.99, units: "nonzero" } });
    expect(parseMetric("rev=mean(a,b)")).toEqual({ metric: "rev", kind: "mean", column: "a,b" });
  });

  test.each([
    ["m=median(x)", "did you mean quantile(x, 0.5)?"],
    ["m=p95(x)", "did you mean quantile(x, 0.95)?"],
    ["m=quantile(x)", "expected m=quantile(COLUMN, 0.9)"],
    ["m=quantile(x, 95)", 'm: quantile: expected a number between 0 and 1, both excluded, as in 0.05, got "95"'],
    ["m=mean(x, winsorize=0.9)", "m=mean(x, winsorize=..0.99, of=nonzero)"],
    ["m=mean(x, winsorize=0.99..0.01)", "expected the lower share first"],
    ["m=mean(x, winsorize=..1.5)", 'expected shares from 0 to 1, as in 0.01..0.99, got "1.5"'],
  ])("edge: %s is refused with what to write", (text, message) => {
    expect(() => parseMetric(text)).toThrow(message);
  });

  test("example: a covariate for one metric and one for all that can be adjusted", () => {
    const metrics = parseMetrics(["kept=rate(kept)", "spend=mean(spend)", "aov=ratio(spend,orders)", "p90=quantile(spend, 0.9)"]);
    const covariates = withCovariates(metrics, ["before", "spend=history", "before", "aov=c=d"]).map((metric) => metric.covariates);
    expect(covariates).toEqual([["before"], ["before", "history"], ["before", "c=d"], undefined]);
  });

  test("edge: a covariate of a metric that is not there, or of a quantile, is refused", () => {
    const metrics = parseMetrics(["spend=mean(spend)", "p90=quantile(spend, 0.9)"]);
    expect(() => withCovariates(metrics, ["n=x"])).toThrow('--covariate: expected METRIC=COLUMN with a metric of --metric (spend, p90), got "n=x"');
    expect(() => withCovariates(metrics, ["p90=x"])).toThrow('got the quantile "p90", which cannot be adjusted');
    expect(() => withCovariates(metrics, ["spend="])).toThrow("--covariate: expected COLUMN or METRIC=COLUMN");
  });

  test.each(["rate(kept)", "kept=rate", "kept=rate()", "aov=ratio(revenue)", "aov=ratio(,orders)"])("edge: %s is refused with the form", (text) => {
    expect(() => parseMetric(text)).toThrow(/^--metric: expected /u);
  });

  test("edge: a name stands once", () => {
    expect(() => parseMetrics(["a=rate(x)", "a=mean(y)"])).toThrow(/each name once, got "a" twice/u);
  });
});
