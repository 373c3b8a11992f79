import { accept, acceptBatch, bronzeColumns, bronzeLine, parseBronzeLine, parseEvent, rejectionCodes, standardCatalogue } from "@liftproof/events";
import { eventSchema } from "@liftproof/events/schema";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { context, event, faultOf, outcomeOf, received, rowOf } from "./contexts.ts";
import { nearlyEvent, wireEvent } from "./wire-events.ts";

const anyUnits = fc.array(fc.oneof(fc.nat(127), fc.nat(0xffff))).map((units) => String.fromCharCode(...units));

describe("accept", () => {
  const schema = eventSchema(standardCatalogue);

  test("law: it takes exactly what the zod schema of the same tables takes", () => {
    const tally = { accepted: 0, rejected: 0 };
    fc.assert(
      fc.property(nearlyEvent, (value) => {
        const line = JSON.stringify(value);
        const { kind } = accept(line, context);
        tally[kind] += 1;
        expect(kind === "accepted").toBe(schema.safeParse(JSON.parse(line)).success);
      }),
      { numRuns: 2000 },
    );
    expect(tally.accepted).toBeGreaterThan(300);
    expect(tally.rejected).toBeGreaterThan(300);
  });

  test("law: parseEvent judges values as accept judges lines", () => {
    fc.assert(
      fc.property(nearlyEvent, (value) => {
        const line = JSON.stringify(value);
        const outcome = accept(line, context);
        const parsed = parseEvent(JSON.parse(line), standardCatalogue);
        expect(parsed.kind === "event").toBe(outcome.kind === "accepted");
        if (parsed.kind === "rejected") expect(outcome).toEqual({ kind: "rejected", rejection: parsed.rejection });
      }),
      { numRuns: 1000 },
    );
  });

  test("law: it answers any text, and the same text the same way", () => {
    const piece = fc.constantFrom("{", "}", "[", "]", '"', ":", ",", "\\u0000", "\\ud800", "1e999", "-", "event_name", "payload", "__proto__", "null", " ", "\ud800", "\u2028");
    const broken = fc.tuple(nearlyEvent, fc.nat(), piece).map(([value, at, text]) => {
      const line = JSON.stringify(value);
      const cut = at % line.length;
      return line.slice(0, cut) + text + line.slice(cut + 1);
    });
    fc.assert(
      fc.property(fc.oneof(anyUnits, fc.json(), broken, fc.array(piece).map((pieces) => pieces.join(""))), (line) => {
        const outcome = accept(line, context);
        expect(accept(line, context)).toEqual(outcome);
        if (outcome.kind === "accepted") expect(outcome.row.rawJson).toBe(line);
        else expect(rejectionCodes).toContain(outcome.rejection.code);
      }),
      { numRuns: 3000 },
    );
  });

  test("law: a bronze line reads back as the outcome it was made of", () => {
    fc.assert(
      fc.property(nearlyEvent, (value) => {
        const raw = JSON.stringify(value);
        const outcome = accept(raw, context);
        const line = bronzeLine(outcome, { receivedAtUs: received, raw });
        expect(line).not.toContain("\n");
        expect(parseBronzeLine(line)).toEqual({ outcome, receivedAtUs: received, raw });
        const { row } = JSON.parse(line);
        if (row !== undefined) expect(Object.keys(row)).toEqual(bronzeColumns.map(({ column }) => column));
      }),
      { numRuns: 2000 },
    );
  });

  test("law: the maps hold well-formed text only, and no prototype moves", () => {
    fc.assert(
      fc.property(nearlyEvent, (value) => {
        const outcome = outcomeOf(value);
        if (outcome.kind === "rejected") return;
        for (const map of [outcome.row.payload, outcome.row.labels, outcome.row.clickClaims]) {
          expect(Object.getPrototypeOf(map)).toBe(Object.prototype);
          for (const [key, text] of Object.entries(map)) {
            expect(typeof text).toBe("string");
            expect((key + text).isWellFormed() && !(key + text).includes("\0")).toBe(true);
          }
        }
      }),
      { numRuns: 1000 },
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test("law: a batch keeps the good and reports the bad, each at its place", () => {
    fc.assert(
      fc.property(fc.array(nearlyEvent, { maxLength: 6 }), (values) => {
        const lines = values.map((value) => JSON.stringify(value));
        const { accepted, rejected } = acceptBatch(lines, context);
        expect([...accepted, ...rejected].map(({ position }) => position).sort((a, b) => a - b)).toEqual(lines.map((_, at) => at));
        for (const { position, row } of accepted) expect(accept(lines[position] ?? "", context)).toEqual({ kind: "accepted", row });
        for (const { position, line, rejection } of rejected) {
          expect(accept(line, context)).toEqual({ kind: "rejected", rejection });
          expect(line).toBe(lines[position]);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("law: numbers survive flattening to the last bit", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -(2 ** 53 - 1), max: 2 ** 53 - 1 }), (x) => {
        expect(Number(rowOf(event({ payload: { x } })).payload["x"])).toBe(x === 0 ? 0 : x);
      }),
    );
  });

  test("example: one event becomes one row", () => {
    const value = event({
      event_name: "order.created", user_id: "u1", sent_ts_us: received - 250_000, utm_source: " NewsLetter ", utm_medium: "email",
      referrer: "https://shop:pw@www.Google.com:443/search?q=1", click_id_kind: "GCLID", city: "", labels: { bot_ua: true, sec_purpose: "prefetch", none: null },
      payload: { order_id: "o1", value_minor: 1999, currency: "EUR", items: [{ sku: "x" }, null], gift: { to: "Ada", note: null, weight: 1e-7 }, empty: {} },
    });
    const { rawJson, ...row } = rowOf(value);
    expect(rawJson).toBe(JSON.stringify(value));
    expect(row).toEqual({
      eventDt: "2026-11-01", eventName: "order.created", eventTsUs: received - 1_000_000, receivedTsUs: received, clockSkewUs: 250_000, eventId: "e1",
      userId: "u1", anonId: "a1", sessionId: null, deviceFp: null, pagePath: null, country: null, city: null,
      utmSource: "newsletter", utmMedium: "email", utmCampaign: null, referrerHost: "www.google.com", clickIdKind: "gclid",
      clickToken: null, tokenStatus: "missing", clickKind: null, clickNonce: null, clickIssuedUs: null, referrerCode: null, clickClass: null, clickClaims: {},
      labels: { bot_ua: "true", sec_purpose: "prefetch" },
      payload: { order_id: "o1", value_minor: "1999", currency: "EUR", items: '[{"sku":"x"},null]', "gift.to": "Ada", "gift.weight": "1e-7", "raw.utm_source": " NewsLetter " },
      schemaVersion: 1,
    });
  });

  test("example: a verified token fills its columns, any other leaves its key at most", () => {
    const claims = { kind: "click", keyId: "7", issuedAtUs: 5, lifetimeSeconds: 60, nonce: "0123456789abcdef", identityHash: null, campaign: " Spring_2026 ", source: "News", medium: null, partner: "Acme", referrerCode: "R1", trust: null } as const;
    const judged = (status: "verified" | "expired") => rowOf(event({ click_token: "t" }), { verify: () => ({ status, claims, keyId: "7" }) });
    expect(judged("verified")).toMatchObject({
      clickToken: "t", tokenStatus: "verified", clickKind: "click", clickNonce: "0123456789abcdef", clickIssuedUs: 5, referrerCode: "R1",
      clickClaims: { campaign: "spring_2026", source: "news", partner: "Acme", key_id: "7" },
    });
    expect(judged("expired")).toMatchObject({ tokenStatus: "expired", clickKind: null, clickNonce: null, clickIssuedUs: null, referrerCode: null, clickClaims: { key_id: "7" } });
    expect(judged("expired").clickClaims).toEqual({ key_id: "7" });
  });

  test("edge: each reason to refuse a line", () => {
    const order = (payload: unknown) => event({ event_name: "order.created", payload });
    const deep = (levels: number): unknown => (levels === 0 ? 1 : { a: deep(levels - 1) });
    expect(faultOf(event())).toBe("accepted");
    expect(faultOf("")).toBe("not_json ");
    expect(faultOf("{}}")).toBe("not_json ");
    expect(faultOf("[]")).toBe("not_an_object ");
    expect(faultOf("null")).toBe("not_an_object ");
    expect(faultOf("{}")).toBe("missing_field event_name");
    expect(faultOf(event({ event_id: null }))).toBe("missing_field event_id");
    expect(faultOf(event({ event_name: "award.paid" }))).toBe("unknown_event event_name");
    expect(faultOf(event({ utm_sorce: "x" }))).toBe("unknown_field utm_sorce");
    expect(faultOf('{"__proto__":1}')).toBe("unknown_field __proto__");
    expect(faultOf(event({ anon_id: null }))).toBe("missing_identity ");
    expect(faultOf(event({ event_ts_us: 1 }))).toBe("conflicting_fields event_ts");
    expect(faultOf(event({ event_ts: null }))).toBe("missing_field event_ts");
    expect(faultOf(event({ event_ts: "2026-11-01T10:00:00" }))).toBe("bad_instant event_ts");
    expect(faultOf(event({ user_id: 5 }))).toBe("wrong_type user_id");
    expect(faultOf(event({ user_id: "" }))).toBe("out_of_range user_id");
    expect(faultOf(event({ user_id: "a\tb" }))).toBe("bad_text user_id");
    expect(faultOf(event({ user_id: "a\u0085b" }))).toBe("bad_text user_id");
    expect(faultOf(event({ city: "\ud83c" }))).toBe("bad_text city");
    expect(faultOf(event({ city: "Berlin\0" }))).toBe("bad_text city");
    expect(faultOf(event({ payload: { list: [{ "\udf88": 1 }] } }))).toBe("bad_text payload.list.0.\ufffd");
    expect(faultOf(event({ labels: { bot: 1 } }))).toBe("wrong_type labels.bot");
    expect(faultOf(event({ labels: [] }))).toBe("wrong_type labels");
    expect(faultOf(event({ payload: [] }))).toBe("wrong_type payload");
    expect(faultOf(order({ value_minor: 1, currency: "EUR" }))).toBe("missing_field payload.order_id");
    expect(faultOf(order({ order_id: "o", value_minor: 1.5, currency: "EUR" }))).toBe("out_of_range payload.value_minor");
    expect(faultOf(order({ order_id: "o", value_minor: 1, currency: "eur" }))).toBe("out_of_range payload.currency");
    expect(faultOf(event({ payload: { "a.b": 1, a: { b: 2 } } }))).toBe("key_collision payload.a.b");
    expect(faultOf(event({ payload: { "a.b": null, a: { b: 2 } } }))).toBe("accepted");
    expect(faultOf(event({ utm_source: "X", payload: { "raw.utm_source": 1 } }))).toBe("key_collision payload.raw.utm_source");
    expect(faultOf(event({ payload: { deep: deep(8) } }))).toBe("accepted");
    expect(faultOf(event({ payload: { deep: deep(9) } }))).toBe("too_deep payload.deep.a.a.a.a.a.a.a.a");
    expect(faultOf('{"payload":{"a":{"__proto__":{"polluted":1}}},"event_name":"page.view","event_id":"e","event_ts_us":1,"anon_id":"a"}')).toBe("forbidden_key payload.a.__proto__");
    expect(faultOf(event({ event_name: "identity.link", payload: { anon_id: "a" } }))).toBe("missing_field payload");
    expect(faultOf(event({ event_name: "identity.link", payload: { anon_id: "a", user_id: "u", to_user_id: "v" } }))).toBe("conflicting_fields payload");
  });

  test("edge: whole numbers end where doubles stop telling them apart", () => {
    const withNumber = (literal: string) => faultOf(JSON.stringify(event({ payload: { n: 0, list: [0] } })).replaceAll(/(?<=[:[])0/g, literal));
    expect(withNumber("9007199254740991")).toBe("accepted");
    expect(withNumber("-9007199254740991")).toBe("accepted");
    expect(withNumber("9007199254740992")).toBe("unsafe_number payload.n");
    expect(withNumber("9007199254740993")).toBe("unsafe_number payload.n");
    expect(withNumber("-9007199254740993")).toBe("unsafe_number payload.n");
    expect(withNumber("1e999")).toBe("unsafe_number payload.n");
    expect(faultOf(JSON.stringify(event({ payload: { list: [[0]] } })).replace("0", "0").replace("[[0]]", "[[9007199254740993]]"))).toBe("unsafe_number payload.list");
    expect(faultOf(event({ event_ts: null, event_ts_us: 2 ** 53 }))).toBe("unsafe_number event_ts_us");
  });

  test("edge: length and number of keys", () => {
    const long = (length: number) => {
      const line = JSON.stringify(event({ city: "" }));
      return line.replace('"city":""', `"city":"${"x".repeat(length - line.length)}"`);
    };
    expect(faultOf(long(65_536))).toBe("accepted");
    expect(faultOf(long(65_537))).toBe("line_too_long ");
    const keys = (count: number) => event({ payload: Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, 1])) });
    expect(faultOf(keys(512))).toBe("accepted");
    expect(faultOf(keys(513))).toBe("too_many_keys payload.k512");
    expect(accept(`{"a":${"[".repeat(30_000)}${"]".repeat(30_000)}}`, context).kind).toBe("rejected");
  });

  test("edge: no message or path repeats a value", () => {
    const secret = "s3cret-value";
    for (const spoiled of [{ user_id: `${secret}\n` }, { city: `${secret}\0` }, { event_ts: secret }, { event_name: secret }, { labels: secret }, { payload: { currency: secret }, event_name: "payout.paid" }]) {
      const outcome = outcomeOf(event(spoiled));
      expect(outcome.kind).toBe("rejected");
      expect(JSON.stringify(outcome)).not.toContain(secret);
    }
  });

  test("edge: the receiver must say when", () => {
    for (const receivedAtUs of [Number.NaN, -1, 0.5, 2 ** 53]) expect(() => accept("{}", { ...context, receivedAtUs })).toThrow("receivedAtUs: expected whole epoch microseconds from 0 on");
  });

  test("law: valid events without meeting keys are accepted", () => {
    fc.assert(
      fc.property(wireEvent, (value) => {
        const outcome = outcomeOf(value);
        if (outcome.kind === "rejected") expect(outcome.rejection.code).toBe("key_collision");
      }),
      { numRuns: 1000 },
    );
  });
});
