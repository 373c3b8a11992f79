import { attributionRules, engineVersion, factColumns, factText, restatements, rulesHash } from "@liftproof/attribution";
import type { AttributionFact, Restatement } from "@liftproof/attribution";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const rules = attributionRules();

function factOf(changes: Partial<AttributionFact> & Pick<AttributionFact, "orderId">): AttributionFact {
  return {
    identityId: "u:1", orderTsUs: 10, orderValueMinor: 500, currency: "EUR", channel: "Email", source: null, medium: null, campaign: null, hasClickProof: false,
    tokenStatus: "missing", proofState: null, winningEventId: "e1", touchTsUs: 5, secondsToOrder: 0, tier: "evidence", reason: "last_non_direct", runnerUpEventId: null,
    withoutProofChannel: "Email", candidates: 1, rejected: 0, state: "final", rulesHash: rulesHash(rules), engineVersion, channelRulesVersion: rules.channelRulesVersion, watermarkUs: 20,
    ...changes,
  };
}

const fact = factOf({ orderId: "o1" });
const causes = (now: Partial<AttributionFact>, changedIdentities: readonly string[] = []): readonly string[] =>
  restatements({ previous: [fact], current: [{ ...fact, watermarkUs: 30, ...now }], watermarkUs: now.watermarkUs ?? 30, changedIdentities: new Set(changedIdentities) }).restated.map(({ cause }) => cause);

describe("restatements", () => {
  test("example: one cause for each change, the first that holds", () => {
    expect(causes({})).toEqual([]);
    expect(causes({ channel: "Direct" })).toEqual(["late_event"]);
    expect(causes({ channel: "Direct" }, ["u:1"])).toEqual(["identity_merge"]);
    expect(causes({ identityId: "u:0" })).toEqual(["identity_merge"]);
    expect(causes({ identityId: "u:0", rulesHash: "other" })).toEqual(["rules_changed"]);
    expect(causes({ rulesHash: "other", channelRulesVersion: "ga4-2023-11" })).toEqual(["channel_rules_changed"]);
    expect(causes({ rulesHash: "other", channelRulesVersion: "ga4-2023-11", engineVersion: "0" })).toEqual(["engine_changed"]);
    expect(causes({ state: "provisional", watermarkUs: 19 })).toEqual(["earlier_watermark"]);
    expect(causes({}, ["u:1"])).toEqual([]);
  });

  test("example: what did not change keeps the watermark it was published with, what is provisional changes without a trace", () => {
    const open = factOf({ orderId: "o2", state: "provisional" });
    const now = [{ ...fact, watermarkUs: 30 }, { ...open, channel: "Direct", watermarkUs: 30 }];
    expect(restatements({ previous: [fact, open], current: now, watermarkUs: 30 })).toEqual({ facts: [fact, now[1]], restated: [] });
    expect(restatements({ previous: [fact], current: [], watermarkUs: 30, revisionOf: () => 2 })).toEqual({
      facts: [],
      restated: [{ orderId: "o1", revision: 3, previous: factText(fact), cause: "late_event" }],
    });
  });

  test("example: a fact as text", () => {
    expect(factText(factOf({ orderId: 'o"1\u001f\n', campaign: "\\u001f" }))).toBe(
      '{"campaign":"\\\\u001f","candidates":1,"channel":"Email","channel_rules_version":"ga4-2026-05","currency":"EUR","engine_version":' +
        `${JSON.stringify(engineVersion)},"has_click_proof":false,"identity_id":"u:1","medium":null,"order_id":"o\\"1\\u001F\\n","order_ts":10,"order_value_minor":500,` +
        '"proof_state":null,"reason":"last_non_direct","rejected":0,"rules_hash":' +
        `${JSON.stringify(rulesHash(rules))},"runner_up_event_id":null,"seconds_to_order":0,"source":null,"state":"final","tier":"evidence","token_status":"missing","touch_ts":5,"watermark":20,"winning_event_id":"e1","without_proof_channel":"Email"}`,
    );
  });

  test("law: every final fact that was ever published is there still or kept, once, under revisions that count from one", () => {
    const found = fc.uniqueArray(
      fc.record({ orderId: fc.constantFrom("a", "b", "c"), channel: fc.constantFrom("Email", "Direct"), state: fc.constantFrom("final" as const, "provisional" as const) }),
      { selector: ({ orderId }) => orderId, maxLength: 3 },
    );
    fc.assert(
      fc.property(fc.array(found, { minLength: 1, maxLength: 8 }), (runs) => {
        let published: readonly AttributionFact[] = [];
        const kept: Restatement[] = [];
        const everFinal = new Set<string>();
        runs.forEach((run, at) => {
          const current = run.map((each) => factOf({ ...each, watermarkUs: 20 + at }));
          const revisionOf = (orderId: string): number => kept.filter((each) => each.orderId === orderId).length;
          const { facts, restated } = restatements({ previous: published, current, watermarkUs: 20 + at, revisionOf });
          expect(facts.map((each) => ({ ...each, watermarkUs: 0 }))).toEqual(current.map((each) => ({ ...each, watermarkUs: 0 })));
          published = facts;
          kept.push(...restated);
          for (const each of facts) if (each.state === "final") everFinal.add(factText(each));
        });
        const now = published.filter(({ state }) => state === "final").map(factText);
        expect([...kept.map(({ previous }) => previous), ...now].sort()).toEqual([...everFinal].sort());
        for (const orderId of ["a", "b", "c"]) {
          const revisions = kept.filter((each) => each.orderId === orderId).map(({ revision }) => revision);
          expect(revisions).toEqual(revisions.map((_, at) => at + 1));
        }
      }),
      { numRuns: 100 },
    );
  });

  test("law: a change of any column but the watermark is a change", () => {
    for (const { field } of factColumns) {
      const value = fact[field];
      const other = typeof value === "number" ? value + 1 : typeof value === "boolean" ? !value : value === "final" ? "provisional" : `${value}!`;
      if (field === "orderId") continue;
      expect(causes({ [field]: other }).length, field).toBe(field === "watermarkUs" ? 0 : 1);
    }
  });
});
