import type { SilverRow } from "@liftproof/events";
import { attributionRules, judgeProof, touchOf } from "@liftproof/attribution";
import type { JudgedTouch, ProofState, Touch } from "@liftproof/attribution";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readings } from "../support/facts.ts";
import { baseUs, history, hourUs, rowOf } from "../support/rows.ts";

const rules = attributionRules();
const minuteUs = hourUs / 60;

function click(eventId: string, identityId: string, changes: Partial<SilverRow> = {}): Touch {
  const row = rowOf({
    eventId,
    tokenStatus: "verified",
    clickKind: "click",
    clickNonce: "n",
    clickIssuedUs: baseUs - minuteUs,
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

  test("edge: nothing but a page or an order binds a click, so that neither a mail scanner nor a stranger's event takes it away", () => {
    for (const eventName of ["digest.click", "sharecard.click", "search.query", "payout.paid", "session.start"]) {
      expect(states([click("early", "other", { eventName, receivedTsUs: baseUs - 1, ...confirmed }), click("landing", "a", confirmed)])).toEqual({ early: "replayed", landing: "proven" });
    }
  });

  test("edge: a reload that confirms proves the touch that stands", () => {
    const touches = [click("first", "a", { receivedTsUs: baseUs }), click("again", "a", { receivedTsUs: baseUs + 1, ...confirmed })];
    expect(states(touches)).toEqual({ first: "proven", again: "reload" });
  });

  test("edge: a landing confirms up to 30 minutes after the mint, by its corrected instant and never later than receipt", () => {
    const minted = (clickIssuedUs: number | null, changes: Partial<SilverRow> = {}): ProofState | null => states([click("l", "a", { ...confirmed, clickIssuedUs, ...changes })])["l"] ?? null;
    const [lastUs, pastUs] = [baseUs - 30 * minuteUs, baseUs - 30 * minuteUs - 1];
    expect([minted(lastUs), minted(pastUs), minted(null)]).toEqual(["proven", "unconfirmed", "unconfirmed"]);
    expect(minted(lastUs, { receivedTsUs: baseUs + 26 * hourUs })).toBe("proven");
    // Too far back to be believed, it happened when it was received.
    expect(minted(lastUs, { receivedTsUs: baseUs + 8 * 24 * hourUs })).toBe("unconfirmed");
    // A clock an hour behind and one an hour ahead.
    expect(minted(lastUs, { clockSkewUs: hourUs, receivedTsUs: baseUs + hourUs })).toBe("unconfirmed");
    expect(minted(lastUs, { eventTsUs: baseUs + hourUs, receivedTsUs: baseUs })).toBe("proven");
    expect(minted(pastUs, { eventTsUs: baseUs + hourUs, clockSkewUs: -hourUs, receivedTsUs: baseUs + 1 })).toBe("unconfirmed");
  });

  test("edge: no event but the landing confirms by saying so; an order does where a person caused the redirect", () => {
    const redirect = (clickClass: string | null, changes: Partial<SilverRow> = {}): Touch => click("r", "host", { eventName: "shortlink.click", receivedTsUs: baseUs - 1, clickClass, ...changes });
    for (const eventName of ["page.view", "session.start", "search.query", "order.created"]) expect(states([click("x", "a", { eventName, ...confirmed })])).toEqual({ x: "unconfirmed" });
    const landing = click("l", "a", { receivedTsUs: baseUs + 1 });
    const order = click("o", "a", { eventName: "order.created", eventTsUs: baseUs + 9 * hourUs });
    const viewed = click("v", "b", { eventName: "page.view" });
    expect(states([redirect("person"), landing, order, viewed])).toEqual({ r: "replayed", l: "proven", o: "reload", v: "replayed" });
    for (const other of [redirect("unconfirmed"), redirect(null), redirect("person", { clickNonce: "another" })]) {
      expect(states([other, landing, order])).toMatchObject({ l: "unconfirmed", o: "reload" });
    }
    expect(states([redirect("person"), landing])).toMatchObject({ l: "unconfirmed" });
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
    // Trust lifts the doubt about a partner alone.
    expect(states([link({ clickClaims: { key_id: "k", partner: "acme", trust: "proof" } })])).toEqual({ l: "proven" });
    expect(states([link({ referrerCode: "r", clickClaims: { key_id: "k", trust: "proof" } })])).toEqual({ l: "unconfirmed" });
    expect(states([link({ referrerCode: "r", clickClaims: { key_id: "k", partner: "acme", trust: "proof" } })])).toEqual({ l: "unconfirmed" });
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

  test("law: what says it is confirmed more than 30 minutes after the mint, or is no landing, might as well not say it", () => {
    fc.assert(
      fc.property(history, (rows) => {
        const quieter = rows.map(({ row, identityId }) => {
          const atUs = Math.min(row.eventTsUs + (row.clockSkewUs ?? 0), row.receivedTsUs);
          const mayConfirm = row.eventName === "landing.view" && row.clickIssuedUs !== null && atUs <= row.clickIssuedUs + 30 * minuteUs;
          return { identityId, row: mayConfirm ? row : { ...row, payload: { ...row.payload, confirmed: "" } } };
        });
        expect(states(readings(quieter, rules).touches)).toEqual(states(readings(rows, rules).touches));
      }),
      { numRuns: 100 },
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
