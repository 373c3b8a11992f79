import { describe, expect, test } from "vitest";
import * as estimators from "../../src/index.ts";
import { relativeError } from "../support/reference.ts";

describe("tails", () => {
  test("edge: logarithms go on where the tails have underflowed", () => {
    expect(estimators.normalUpper(100)).toBe(0);
    expect(relativeError(estimators.normalLogUpper(100), -5005.5242086942)).toBeLessThan(1e-12);
    expect(estimators.chiSquareUpper(1e5, 3)).toBe(0);
    expect(estimators.chiSquareLogUpper(1e5, 3)).toBeLessThan(-49990);
    expect(estimators.betaLogLower(1e-5, 1000, 1000)).toBeLessThan(-10000);
  });

  test("edge: the ends of each support hold all or nothing", () => {
    expect(estimators.normalLower(-Infinity)).toBe(0);
    expect(estimators.normalUpper(-Infinity)).toBe(1);
    expect(estimators.studentTTwoSided(0, 1e6)).toBe(1);
    expect(estimators.studentTLower(0, 1e6)).toBe(0.5);
    expect(estimators.studentTUpper(Infinity, 3)).toBe(0);
    expect(estimators.chiSquareUpper(0, 4)).toBe(1);
    expect(estimators.chiSquareUpper(-1, 4)).toBe(1);
    expect(estimators.chiSquareUpper(Infinity, 4)).toBe(0);
    expect(estimators.betaLower(0, 2, 3)).toBe(0);
    expect(estimators.betaUpper(1, 2, 3)).toBe(0);
    expect(estimators.gammaUpper(Infinity, 0.25)).toBe(0);
    expect(estimators.gammaLogUpper(Infinity, 0.25)).toBe(-Infinity);
    expect(estimators.gammaLogLower(0, 7)).toBe(-Infinity);
    expect(estimators.betaLogUpper(1, 2, 3)).toBe(-Infinity);
    expect(estimators.normalLogUpper(-Infinity)).toBe(-0);
  });

  test("edge: a shape, a point or a probability that cannot be is refused by name", () => {
    expect(() => estimators.chiSquareUpper(1, 0)).toThrow("df: expected a finite number > 0, got 0");
    expect(() => estimators.studentTUpper(1, -2)).toThrow(RangeError);
    expect(() => estimators.gammaLower(1, Infinity)).toThrow("a: expected a finite number > 0, got Infinity");
    expect(() => estimators.betaQuantile(0.5, 1, 0)).toThrow("b: expected a finite number > 0, got 0");
    expect(() => estimators.chiSquareQuantileUpper(Number.NaN, 1)).toThrow("p: expected a probability in [0, 1], got NaN");
    expect(() => estimators.normalLower(Number.NaN)).toThrow("z: expected a number, got NaN");
    expect(() => estimators.normalQuantile(1.2)).toThrow("p: expected a probability in [0, 1], got 1.2");
    expect(() => estimators.logGamma(0)).toThrow("x: expected a number > 0, got 0");
  });
});
