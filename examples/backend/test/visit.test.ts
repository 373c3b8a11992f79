import { describe, expect, test } from "vitest";
import { visit } from "../visit.mjs";

describe("a visit", () => {
  const came = visit({ anonId: "a-1842", sessionId: "s-1", atUs: Date.UTC(2026, 10, 23) * 1000 });

  test("example: the click is verified and its claims stand in the row", () => {
    expect(came.click).toBe("verified");
    expect(came.outcomes[0]).toMatchObject({ kind: "accepted", row: { tokenStatus: "verified", clickClaims: { campaign: "spring_sale", medium: "email" } } });
  });

  test("example: who is in the experiment is exposed once, under an id made of its keys", () => {
    expect(came.decision).toMatchObject({ inExperiment: true, reason: "assigned" });
    const { variant } = came.decision;
    expect(came.outcomes[1]).toMatchObject({ kind: "accepted", row: { eventId: `exp.view/checkout_cta/1/${variant}/s-1/a-1842` } });
  });
});
