import { describe, expect, test } from "vitest";
import { guardrailVerdict } from "../../src/results/guardrail-verdict.ts";

const up = { direction: "up", margin: 2 } as const;
const down = { direction: "down", margin: 2 } as const;

describe("the verdict on a guardrail", () => {
  test("edge: an interval that ends at the margin has neither kept it nor gone beyond", () => {
    expect([guardrailVerdict([-1, 2], down), guardrailVerdict([2, 5], down), guardrailVerdict([-2, 1], up), guardrailVerdict([-5, -2], up)]).toEqual(Array.from({ length: 4 }, () => "undecided"));
    expect([guardrailVerdict([-1, 1.999], down), guardrailVerdict([-1.999, 9], up)]).toEqual(["non_inferior", "non_inferior"]);
    expect([guardrailVerdict([2.001, 5], down), guardrailVerdict([-5, -2.001], up)]).toEqual(["inferior", "inferior"]);
  });

  test("edge: harm that is sure but within the margin is kept, and nothing is decided without an interval or a margin", () => {
    expect(guardrailVerdict([0.5, 1.5], down)).toBe("non_inferior");
    expect([guardrailVerdict(null, down), guardrailVerdict([-1, 1], { direction: "down", margin: null })]).toEqual(["undecided", "undecided"]);
  });
});
