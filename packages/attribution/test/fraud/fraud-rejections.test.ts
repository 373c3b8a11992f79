import type { FraudRules, JudgedTouch, Touch } from "@liftproof/attribution";
import { attributeOrders, attributionRules, channelTouch, defaultFraudRules, explainOrder, fraudRejections, judgeProof } from "@liftproof/attribution";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { baseUs, hourUs } from "../support/rows.ts";

const rules = attributionRules();
const secondUs = 1_000_000;

interface Seed {
  readonly second: number;
  readonly campaign: string | null;
  readonly deviceFp: string | null;
  readonly visitorId: string | null;
  readonly proof: boolean;
}

const seed: fc.Arbitrary<Seed> = fc.record({
  second: fc.nat(12),
  campaign: fc.constantFrom("c", "c", "d", null),
  deviceFp: fc.constantFrom("f", "g", null),
  visitorId: fc.constantFrom("v", "w", null),
  proof: fc.boolean(),
});
const crowd = fc.array(seed, { maxLength: 20 });
const filter = fc.record({
  mode: fc.constantFrom("burst" as const, "excess" as const),
  windows: fc.array(fc.record({ windowUs: fc.nat(8).map((n) => n * secondUs), maxTouches: fc.integer({ min: 1, max: 4 }) }), { minLength: 1, maxLength: 2 }),
  allowedDevices: fc.constantFrom<readonly string[]>([], ["f"]),
});

function touchOf({ second, campaign, deviceFp, visitorId, proof }: Seed, at: number): Touch {
  return {
    ...channelTouch({
      identityId: visitorId ?? "nobody",
      eventId: `t${String(at).padStart(2, "0")}`,
      timeUs: baseUs + second * secondUs,
      channel: "Email",
      campaign,
      tokenStatus: proof ? "verified" : "missing",
    }),
    deviceFp,
    visitorId,
  };
}

const judged = (seeds: readonly Seed[]): readonly JudgedTouch[] => judgeProof(seeds.map(touchOf), rules);

describe("touches that came too fast", () => {
  test("law: a touch is rejected exactly when some window around it is too full", () => {
    fc.assert(
      fc.property(crowd, filter, (seeds, chosen) => {
        const touches = judged(seeds);
        expect([...fraudRejections(touches, chosen)].sort()).toEqual(plainRejections(touches, chosen));
      }),
      { numRuns: 400 },
    );
  });

  test("law: one more touch only adds rejections, and in excess mode only of what came later", () => {
    fc.assert(
      fc.property(crowd, seed, filter, (seeds, added, chosen) => {
        const before = fraudRejections(judged(seeds), chosen);
        const all = judged([...seeds, added]);
        const after = fraudRejections(all, chosen);
        expect([...before].filter((eventId) => !after.has(eventId))).toEqual([]);
        if (chosen.mode === "burst") return;
        for (const { eventId, receivedTsUs } of all) {
          if (after.has(eventId) && !before.has(eventId)) expect(receivedTsUs >= baseUs + added.second * secondUs).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  test("law: evidence never rejects proof, and a touch without a campaign rejects nothing", () => {
    fc.assert(
      fc.property(crowd, seed, filter, (seeds, added, chosen) => {
        const before = fraudRejections(judged(seeds), chosen);
        const proof = judged(seeds).filter(({ tier }) => tier === "proof").map(({ eventId }) => eventId);
        const withEvidence = fraudRejections(judged([...seeds, { ...added, proof: false }]), chosen);
        expect(proof.filter((eventId) => withEvidence.has(eventId))).toEqual(proof.filter((eventId) => before.has(eventId)));
        expect(fraudRejections(judged([...seeds, { ...added, campaign: null }]), chosen)).toEqual(before);
      }),
      { numRuns: 200 },
    );
  });

  test("edge: ten touches in ten minutes pass, the eleventh at exactly ten minutes rejects them all, a second later none", () => {
    const at = (lastSecond: number): number => {
      const seeds = Array.from({ length: 11 }, (_, index) => ({ second: index === 10 ? lastSecond : 0, campaign: "c", deviceFp: "f", visitorId: null, proof: false }));
      return fraudRejections(judged(seeds), defaultFraudRules).size;
    };
    expect([at(600), at(601)]).toEqual([11, 0]);
    const ten = Array.from({ length: 10 }, () => ({ second: 0, campaign: "c", deviceFp: "f", visitorId: "v", proof: false }));
    expect(fraudRejections(judged(ten), defaultFraudRules).size).toBe(0);
  });

  test("example: a burst of paid clicks loses the order to the honest touch before it", () => {
    const burst = Array.from({ length: 12 }, (_, at) => touchOf({ second: at, campaign: "c", deviceFp: "f", visitorId: "v", proof: false }, at));
    const honest = channelTouch({ identityId: "v", eventId: "honest", timeUs: baseUs - hourUs, channel: "Email" });
    const orderTsUs = baseUs + hourUs;
    const orders = [{ orderId: "o", identityId: "v", eventId: "e", orderTsUs, receivedTsUs: orderTsUs, valueMinor: 1, currency: "EUR" }];
    const input = { touches: [...burst, honest], orders, rules: attributionRules({ fraud: defaultFraudRules }), watermarkUs: orderTsUs };
    expect(attributeOrders(input)[0]).toMatchObject({ winningEventId: "honest", candidates: 1, rejected: 12 });
    expect(attributeOrders({ ...input, touches: burst })[0]).toMatchObject({ reason: "only_rejected", channel: "direct" });
    expect(explainOrder(input, "o")?.touches.filter(({ fate }) => fate === "too_fast")).toHaveLength(12);
    expect(attributeOrders({ ...input, rules })[0]?.winningEventId).toBe("t11");
  });

  test("edge: a window without length or touches is refused", () => {
    const broken: FraudRules = { mode: "burst", windows: [{ windowUs: 600, maxTouches: 0 }], allowedDevices: [] };
    expect(() => attributionRules({ fraud: broken })).toThrow("fraud: expected windows of whole microseconds and at least 1 touch, got 600 and 0");
  });
});

/** The definition, word for word: every touch tries every window that might hold it. */
function plainRejections(touches: readonly JudgedTouch[], { mode, windows, allowedDevices }: FraudRules): readonly string[] {
  const rejected = touches.filter((touch) => {
    const keys = [
      (other: JudgedTouch): string | null => (allowedDevices.includes(other.touch.deviceFp ?? "") ? null : (other.touch.deviceFp ?? null)),
      (other: JudgedTouch): string | null => other.touch.visitorId ?? null,
    ];
    return keys.some((keyOf) => {
      if (keyOf(touch) === null || touch.labels?.campaign === null) return false;
      const same = touches
        .filter((other) => keyOf(other) === keyOf(touch) && other.labels?.campaign === touch.labels?.campaign && other.tier === touch.tier)
        .toSorted((a, b) => a.receivedTsUs - b.receivedTsUs || (a.eventId < b.eventId ? -1 : 1));
      return windows.some(({ windowUs, maxTouches }) => {
        if (mode === "excess") {
          const earlier = same[same.indexOf(touch) - maxTouches];
          return earlier !== undefined && touch.receivedTsUs - earlier.receivedTsUs <= windowUs;
        }
        return same.some(({ receivedTsUs: startUs }) => {
          const inside = same.filter((other) => other.receivedTsUs >= startUs && other.receivedTsUs <= startUs + windowUs);
          return inside.includes(touch) && inside.length > maxTouches;
        });
      });
    });
  });
  return rejected.map(({ eventId }) => eventId).sort();
}
