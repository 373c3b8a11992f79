import { assignmentEvents, enrol, mintPreview, pageDataBlock, trafficTally } from "@liftproof/adapters/http";
import type { EnrolledDecision, Enrolment, EnrolOptions } from "@liftproof/adapters/http";
import { assign, memoryAssignmentStore } from "@liftproof/assignment";
import { accept } from "@liftproof/events";
import { loadExperiments } from "@liftproof/experiments";
import type { ExperimentDefinition } from "@liftproof/experiments";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { button, crawler, hero, home, nowUs, person, ringOf, visit } from "./shop.ts";

const id = fc.stringMatching(/^[\w.~-]{1,30}$/).filter((text) => text !== "undefined");
const shown = (enrolment: Enrolment, expId = "hero"): EnrolledDecision => enrolment.decisions.get(expId)!;
const reasonOf = async (request: Request, changes: Partial<EnrolOptions> = {}): Promise<string> => shown(await enrol(request, home(changes))).reason;
const cookies = ({ headers }: Enrolment): readonly string[] => headers.filter(([name]) => name === "set-cookie").map(([, value]) => value);

describe("who may be assigned on a public page", () => {
  test("law: without an identity, person and crawler get the same control, the same cookies, the same headers", async () => {
    const [one, other] = await Promise.all([person, crawler].map((agent) => enrol(visit({ "user-agent": agent }), home())));
    expect(shown(one!)).toMatchObject({ variant: "control", inExperiment: false, reason: "no_identity_control" });
    expect(shown(other!)).toEqual(shown(one!));
    expect(other!.headers).toEqual(one!.headers);
    expect([one!.labels, other!.labels]).toEqual([{}, { bot_ua: true }]);
  });

  test("law: the first answer gives an identity, and with it the second request is what the hash says", async () => {
    await fc.assert(
      fc.asyncProperty(id, async (anonId) => {
        const first = await enrol(visit(), home({ newId: () => anonId }));
        expect(cookies(first)[0]).toBe(`lp_id=${anonId}; Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax; Secure`);
        const second = await enrol(visit({ cookie: `lp_id=${anonId}; lp_sid=${first.sessionId}` }), home());
        expect(shown(second)).toMatchObject({ ...assign(hero, anonId, {}, { durableIdentity: true }), unitId: anonId });
        expect([cookies(second), second.anonId, second.sessionId]).toEqual([[], anonId, first.sessionId]);
      }),
      { numRuns: 40 },
    );
  });

  test("edge: each policy, with and without an identity", async () => {
    const table = [
      ["identity", { person: ["no_identity_control", "assigned"], crawler: ["no_identity_control", "crawler_control"] }],
      ["identity-only", { person: ["no_identity_control", "assigned"], crawler: ["no_identity_control", "assigned"] }],
      ["same-as-user", { person: ["assigned", "assigned"], crawler: ["assigned", "assigned"] }],
    ] as const;
    for (const [policy, expected] of table) {
      for (const [who, agent] of [["person", person], ["crawler", crawler]] as const) {
        const reasons = [await reasonOf(visit({ "user-agent": agent }), { policy }), await reasonOf(visit({ "user-agent": agent, cookie: "lp_id=abc" }), { policy })];
        expect(reasons, `${policy} ${who}`).toEqual(expected[who]);
      }
    }
    expect(await reasonOf(visit({ "user-agent": crawler, cookie: "lp_id=abc" }))).toBe("crawler_control");
  });

  test("edge: a cookie that could not be ours is none: two values, odd characters, too long, another name", async () => {
    for (const cookie of ["lp_id=a; lp_id=b", "lp_id=", "lp_id=a b", "lp_id=<x>", `lp_id=${"a".repeat(129)}`, "xlp_id=a", "LP_ID=a", "a=lp_id=b", "lp_id"]) {
      expect(await reasonOf(visit({ cookie })), cookie).toBe("no_identity_control");
    }
    for (const cookie of ["lp_id=a", "x=1;lp_id=a ;y", "lp_id=a; lp_id=a"]) expect(await reasonOf(visit({ cookie })), cookie).toBe("assigned");
  });

  test("edge: somebody signed in has an identity; nobody is remembered who did not agree", async () => {
    expect(await reasonOf(visit(), { userId: "u1" })).toBe("assigned");
    const unknown = await enrol(visit(), home({ mayRemember: false }));
    expect([shown(unknown).reason, cookies(unknown), unknown.anonId]).toEqual(["no_identity_control", [], null]);
    const elsewhere = await enrol(visit(), home({ mayRemember: false, surface: "checkout" }));
    expect(shown(elsewhere, "button")).toMatchObject({ variant: null, reason: "invalid_identity" });
  });

  test("example: from surfaces.yaml to the answer", async () => {
    const text = "exp_id: hero\nsurface: home\nvariants: [control, big]\nweights: [1, 1]\nstatus: running\nprimary_metric: orders\n";
    const load = (surfaces: string): readonly ExperimentDefinition[] =>
      loadExperiments([{ path: "hero.yaml", text }], { checks: "assignment", surfaces: { path: "surfaces.yaml", text: surfaces } }).experiments;
    expect(await reasonOf(visit(), { experiments: load("surfaces: [{ name: home, public_seo: true }]") })).toBe("no_identity_control");
    expect(await reasonOf(visit(), { experiments: load("surfaces: [{ name: home }]") })).toBe("assigned");
  });

  test("edge: the identity is renewed with each session, not with each request, and never without consent", async () => {
    const names = async (cookie: string, mayRemember = true): Promise<readonly string[]> =>
      cookies(await enrol(visit({ cookie }), home({ mayRemember }))).map((text) => text.slice(0, text.indexOf(";")));
    expect(await names("lp_id=abc")).toEqual(["lp_id=abc", "lp_sid=made-1"]);
    expect(await names("lp_id=abc; lp_sid=s9")).toEqual([]);
    expect(await names("lp_id=abc", false)).toEqual([]);
    expect(cookies(await enrol(visit(), home({ secure: false })))[1]).toBe("lp_sid=made-2; Path=/; Max-Age=1800; SameSite=Lax");
  });

  test("edge: behind the public pages a first request is assigned, by the id it is given", async () => {
    const first = await enrol(visit(), home({ surface: "checkout" }));
    expect([...first.decisions.keys()]).toEqual(["button"]);
    expect(shown(first, "button")).toMatchObject({ reason: "assigned", variant: assign(button, "made-1").variant, unitId: "made-1" });
    expect(await enrol(visit(), home({ surface: "nowhere" })).then(({ decisions }) => decisions.size)).toBe(0);
  });

  test("edge: other units, the kill list, a prerequisite on another surface, and a store", async () => {
    const session = { ...hero, unit: "session", publicSeo: false };
    const units = await enrol(visit({ cookie: "lp_sid=s9" }), home({ experiments: [session, { ...hero, expId: "seat", unit: "household" }], units: { household: "h1" }, userId: "u1" }));
    expect([shown(units).unitId, shown(units, "seat").unitId]).toEqual(["s9", "h1"]);
    const request = visit({ cookie: "lp_id=abc" });
    expect(await reasonOf(request, { killed: new Set(["hero"]) })).toBe("killed");
    const needing = { ...hero, prerequisites: [{ expId: "button", variants: ["control", "big"] }] };
    expect(await reasonOf(request, { experiments: [needing, button] })).toBe("assigned");
    expect(await reasonOf(request, { experiments: [needing] })).toBe("prerequisite");
    const store = memoryAssignmentStore();
    await enrol(request, home({ store }));
    expect([...await store.load("abc")].map(([expId]) => expId)).toEqual(["hero"]);
    expect(await reasonOf(request, { store, experiments: [{ ...hero, coverage: 0 }] })).toBe("sticky");
  });
});

describe("previews", () => {
  const ring = ringOf();
  const link = async (variant: string): Promise<string> => `/?lp_preview=${await mintPreview({ ring, keyId: "1", expId: "hero", variant, nowUs })}`;

  test("law: a signed link shows its variant to whoever opens it, keeps out of caches and search, and counts nowhere", async () => {
    for (const headers of [{}, { cookie: "lp_id=abc" }, { "user-agent": crawler }]) {
      const store = memoryAssignmentStore();
      const found = await enrol(visit(headers, await link("big")), home({ ring, store }));
      expect(shown(found)).toMatchObject({ variant: "big", reason: "forced" });
      expect(found.headers.filter(([name]) => name !== "set-cookie")).toEqual([["cache-control", "no-store"], ["x-robots-tag", "noindex"]]);
      expect(assignmentEvents(found, nowUs).filter(({ event_id }) => String(event_id).includes("/hero/"))).toEqual([]);
    }
  });

  test("edge: no ring, a forged link, a variant that is gone and a killed experiment change nothing", async () => {
    const request = visit({ cookie: "lp_id=abc" }, await link("big"));
    expect(await reasonOf(request)).toBe("assigned");
    expect(await reasonOf(visit({}, "/?lp_preview=1~1~hero~big~1799999999~aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), { ring })).toBe("no_identity_control");
    expect(await reasonOf(visit({}, await link("gone")), { ring })).toBe("no_identity_control");
    expect(await reasonOf(request, { ring, killed: new Set(["hero"]) })).toBe("killed");
    const other = await enrol(request, home({ ring, experiments: [hero, { ...hero, expId: "second" }] }));
    expect(shown(other, "second").reason).toBe("assigned");
  });
});

describe("what goes on from an enrolment", () => {
  test("example: the data block of the page", async () => {
    const found = await enrol(visit({ cookie: "lp_id=abc; lp_sid=s9" }), home({ userId: "u</script>" }));
    const { variant, bucket } = assign(hero, "abc", {}, { durableIdentity: true });
    const block = pageDataBlock(found, { killed: new Set(["old"]), landing: { activated: true } });
    const text = /^<script type="application\/json" id="liftproof">(.*)<\/script>$/.exec(block)?.[1] ?? "";
    expect(text).not.toContain("<");
    expect(JSON.parse(text)).toEqual({
      anon_id: "abc", user_id: "u</script>", unit_id: "abc", unit_type: "identity", session_id: "s9", kill: ["old"], landing: { activated: true },
      assignments: { hero: { variant, control: "control", phase: 1, reason: "assigned", bucket, hash_version: 1 } },
    });
    const session = await enrol(visit({ cookie: "lp_id=abc; lp_sid=s9" }), home({ experiments: [{ ...hero, unit: "session" }] }));
    expect(pageDataBlock(session)).toContain('"assignments":{}');
  });

  test("law: reported assignments are good events, one per unit and session", async () => {
    await fc.assert(
      fc.asyncProperty(id, id, fc.boolean(), async (anonId, sessionId, bot) => {
        const request = visit({ cookie: `lp_id=${anonId}; lp_sid=${sessionId}`, "user-agent": bot ? crawler : person });
        const found = await enrol(request, home({ surface: "checkout", policy: "same-as-user" }));
        const [event, ...others] = assignmentEvents(found, nowUs);
        expect(others).toEqual([]);
        expect(event?.["event_id"]).toBe(`exp.assign/button/1/${shown(found, "button").variant}/${sessionId}/${anonId}`);
        const outcome = accept(JSON.stringify(event), { receivedAtUs: nowUs, verify: () => ({ status: "missing", claims: null }) });
        expect(outcome).toMatchObject({ kind: "accepted", row: { anonId, sessionId, labels: bot ? { bot_ua: "true" } : {}, payload: { exp_id: "button", unit_type: "identity" } } });
      }),
      { numRuns: 40 },
    );
  });

  test("edge: what the rules kept out is reported without a variant; nothing is about whom nobody may remember, or control for another reason", async () => {
    const told = async (headers: Readonly<Record<string, string>>, changes: Partial<EnrolOptions> = {}): Promise<readonly (readonly [unknown, unknown, unknown])[]> =>
      assignmentEvents(await enrol(visit(headers), home(changes)), nowUs).map((event) => {
        const outcome = accept(JSON.stringify(event), { receivedAtUs: nowUs, verify: () => ({ status: "missing", claims: null }) });
        if (outcome.kind !== "accepted") throw new Error(outcome.rejection.message);
        const { eventId, anonId, payload } = outcome.row;
        return [eventId, anonId, payload["variant"]];
      });
    expect(await told({ cookie: "lp_sid=s9" })).toEqual([["exp.assign/hero/1/~no_identity_control/s9/made-1", "made-1", undefined]]);
    expect(await told({ cookie: "lp_id=abc; lp_sid=s9", "user-agent": crawler })).toEqual([["exp.assign/hero/1/~crawler_control/s9/abc", "abc", undefined]]);
    expect(await told({}, { mayRemember: false })).toEqual([]);
    expect(await told({}, { mayRemember: false, experiments: [{ ...hero, unit: "session", publicSeo: false }] })).toEqual([]);
    expect(await told({ cookie: "lp_id=abc" }, { experiments: [{ ...hero, coverage: 0 }] })).toEqual([]);
  });

  test("example: the share of traffic that the rules kept out", async () => {
    const tally = trafficTally();
    for (const headers of [{}, { "user-agent": crawler }, { cookie: "lp_id=a" }, { cookie: "lp_id=b" }, { cookie: "lp_id=c", "user-agent": crawler }]) tally.count(await enrol(visit(headers), home()));
    expect(tally.read().get("hero")).toEqual({ considered: 5, excluded: { no_identity_control: 2, crawler_control: 1 } });
  });
});
