import type { SilverRow } from "@liftproof/events";
import { attributionRules, judgeProof, touchOf } from "@liftproof/attribution";
import type { JudgedTouch, ProofState, Touch } from "@liftproof/attribution";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readings } from "../support/facts.ts";
import { baseUs, history, hourUs, rowOf } from "../support/rows.ts";

const rules = attributionRules();

function click(eventId: string, identityId: string, changes: Partial<SilverRow> = {}): Touch {
  const row = rowOf({
    eventId,
    tokenStatus: "verified",
    clickKind: "click",
    clickNonce: "n",
    clickIssuedUs: baseUs - hourUs,
    clickClaims: { key_id: "k", source: "newsletter" },
    ...changes,
  });
  const touch = touchOf(row, identityId, rules);
  if (touch === null) throw new Error("expected a touch");
  return touch;
}

const confirmed = { payload: { confirmed: "true" } };
const states = (touches: readonly Touch[]): Record<string, ProofState | null> =>
  Object.fromEntries(judgeProof(touches, rules).map((touch) => [touch.eventId, touch.proofState]));

describe("who a click belongs to", () => {
  test("example: the click of somebody else is replayed, a reload is the same touch", () => {
    const touches = [
      click("first", "a", { receivedTsUs: baseUs, ...confirmed }),
      click("again", "a", { receivedTsUs: baseUs + 1, ...confirmed }),
      click("stolen", "b", { receivedTsUs: baseUs + 2, ...confirmed }),
    ];
    expect(states(touches)).toEqual({ first: "proven", again: "reload", stolen: "replayed" });
  });

  test("edge: the first confirmed landing owns the click, even when another was received before", () => {
    const touches = [click("scanner", "bot", { receivedTsUs: baseUs }), click("person", "a", { receivedTsUs: baseUs + hourUs, ...confirmed })];
    expect(states(touches)).toEqual({ scanner: "replayed", person: "proven" });
  });

  test("edge: at one instant of receipt the smaller event id comes first", () => {
    expect(states([click("y", "b", confirmed), click("x", "a", confirmed)])).toEqual({ x: "proven", y: "replayed" });
  });

  test("edge: the redirector's own event never binds a click", () => {
    const redirect = click("redirect", "host", { eventName: "shortlink.click", receivedTsUs: baseUs - 1, ...confirmed });
    expect(states([redirect, click("landing", "a", confirmed)])).toEqual({ redirect: "replayed", landing: "proven" });
    expect(states([redirect])).toEqual({ redirect: "unconfirmed" });
  });

  test("edge: a reload that confirms proves the touch that stands", () => {
    const touches = [click("first", "a", { receivedTsUs: baseUs }), click("again", "a", { receivedTsUs: baseUs + 1, ...confirmed })];
    expect(states(touches)).toEqual({ first: "proven", again: "reload" });
  });

  test("edge: one nonce under two keys is two clicks", () => {
    const other = click("other", "b", { ...confirmed, clickClaims: { key_id: "k2" } });
    expect(states([click("one", "a", confirmed), other])).toEqual({ one: "proven", other: "proven" });
  });

  test("edge: a partner's own click is evidence unless its key is trusted", () => {
    const partner = (trust: Record<string, string>): Touch => click("p", "a", { ...confirmed, clickClaims: { key_id: "k", partner: "acme", ...trust } });
    expect(states([partner({})])).toEqual({ p: "unconfirmed" });
    expect(states([partner({ trust: "proof" })])).toEqual({ p: "proven" });
  });

  test("edge: a link token is proof unless it names a partner or a referrer", () => {
    const link = (changes: Partial<SilverRow>): Touch => click("l", "a", { clickKind: "link", clickNonce: null, ...changes });
    expect(states([link({})])).toEqual({ l: "proven" });
    expect(states([link({ clickClaims: { key_id: "k", partner: "acme" } })])).toEqual({ l: "unconfirmed" });
    expect(states([link({ referrerCode: "r" })])).toEqual({ l: "unconfirmed" });
    expect(states([link({ referrerCode: "r", clickClaims: { key_id: "k", trust: "proof" } })])).toEqual({ l: "proven" });
  });

  test("law: a click has one owner, and one touch of each identity stands", () => {
    fc.assert(
      fc.property(history, (rows) => {
        const standing = judgeProof(readings(rows, rules).touches, rules).filter(
          ({ touch, proofState }) => touch.token?.kind === "click" && (proofState === "proven" || proofState === "unconfirmed"),
        );
        const clickOf = ({ touch }: JudgedTouch): string => `${touch.token?.keyId} ${touch.token?.nonce}`;
        for (const clicked of new Set(standing.map(clickOf))) {
          const same = standing.filter((touch) => clickOf(touch) === clicked);
          const owners = new Set(same.map(({ touch }) => touch.identityId));
          expect(same).toHaveLength(owners.size);
          if (same.some(({ proofState }) => proofState === "proven")) expect(owners.size).toBe(1);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("law: the verdict does not depend on the order of arrival", () => {
    fc.assert(
      fc.property(history.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray([...rows], { minLength: rows.length }))), ([rows, shuffled]) => {
        expect(states(readings(shuffled, rules).touches)).toEqual(states(readings(rows, rules).touches));
      }),
      { numRuns: 200 },
    );
  });
});
