import { describe, expect, test } from "vitest";
import { parseMetric, parseMetrics, withCovariates } from "../../src/options/parse-metric.ts";

describe("metrics of the command line", () => {
  test("example: rate, mean and ratio with columns as people name them", () => {
    expect(parseMetric("kept=rate(kept (7 d))")).toEqual({ metric: "kept", kind: "rate", column: "kept (7 d)" });
    expect(parseMetric("aov = ratio(revenue, orders)".replace(" = ", "="))).toEqual({ metric: "aov", kind: "ratio", numerator: "revenue", denominator: "orders" });
  });

  test("example: a covariate for one metric and one for every rate and mean", () => {
    const metrics = parseMetrics(["kept=rate(kept)", "spend=mean(spend)", "aov=ratio(spend,orders)"]);
    const covariates = withCovariates(metrics, ["before", "spend=history", "before"]).map((metric) => metric.covariates);
    expect(covariates).toEqual([["before"], ["before", "history"], undefined]);
  });

  test("edge: a column that holds an equals sign is a column when no metric has that name", () => {
    expect(withCovariates(parseMetrics(["spend=mean(spend)"]), ["a=b"])[0]?.covariates).toEqual(["a=b"]);
  });

  test("edge: a ratio takes no covariate of its own", () => {
    expect(() => withCovariates(parseMetrics(["aov=ratio(a,b)"]), ["aov=c"])).toThrow(/--covariate: expected a rate or mean metric, got the ratio "aov"/u);
  });

  test.each(["rate(kept)", "kept=rate", "kept=rate()", "aov=ratio(revenue)", "aov=ratio(,orders)", "p=p95(latency)"])("edge: %s is refused with the form", (text) => {
    expect(() => parseMetric(text)).toThrow(/^--metric: expected /u);
  });

  test("edge: a name stands once", () => {
    expect(() => parseMetrics(["a=rate(x)", "a=mean(y)"])).toThrow(/each name once, got "a" twice/u);
  });
});
