import { accept, defineEvent, eventFamilies, parseEvent, silverColumns, standardCatalogue, type WireEvent } from "@liftproof/events";
import { eventJsonSchema, eventSchema } from "@liftproof/events/schema";
import { describe, expect, expectTypeOf, test } from "vitest";
import { context, event, outcomeOf } from "./contexts.ts";

const extended = defineEvent(standardCatalogue, "gift.wrapped", {
  family: "gift",
  fields: { gift_id: { kind: "id", required: true }, ribbon: { kind: "boolean" } },
});

describe("catalogue", () => {
  test("example: one call adds an event to accept, to the schema and to the types", () => {
    const wrapped = event({ event_name: "gift.wrapped", payload: { gift_id: "g1", ribbon: true, note: "for Ada" } });
    expect(outcomeOf(wrapped)).toMatchObject({ kind: "rejected", rejection: { code: "unknown_event" } });
    expect(outcomeOf(wrapped, { catalogue: extended })).toMatchObject({ kind: "accepted", row: { payload: { gift_id: "g1", ribbon: "true", note: "for Ada" } } });
    expect(eventSchema(extended).safeParse(wrapped).success).toBe(true);
    expect(eventSchema(extended).safeParse({ ...wrapped, payload: { ribbon: true } }).success).toBe(false);
    expect(standardCatalogue.compiled.has("gift.wrapped")).toBe(false);

    const outcome = parseEvent(wrapped, extended);
    if (outcome.kind === "rejected" || outcome.event.event_name !== "gift.wrapped") throw new Error("expected the gift");
    expectTypeOf(outcome.event.payload.gift_id).toEqualTypeOf<string>();
    expectTypeOf(outcome.event.payload.ribbon).toEqualTypeOf<boolean | null | undefined>();
    type Order = Extract<WireEvent, { readonly event_name: "order.created" }>;
    expectTypeOf<Order["payload"]["value_minor"]>().toEqualTypeOf<number>();
    expectTypeOf<Order["event_id"]>().toEqualTypeOf<string>();
  });

  test("edge: definitions that would confuse are refused", () => {
    const table = { family: "x", fields: {} };
    expect(() => defineEvent(standardCatalogue, "order.created", table)).toThrow("name: expected a new event name, got the existing order.created");
    for (const name of ["gift", "Gift.sent", "gift..sent", "__proto__.x", "gift.sent "]) expect(() => defineEvent(standardCatalogue, name, table)).toThrow("name: expected dotted small letters");
    for (const field of ["constructor", "__proto__", "a.b", "A", ""]) {
      const fields = Object.fromEntries([[field, { kind: "text" as const }]]);
      expect(() => defineEvent(standardCatalogue, "gift.sent", { family: "x", fields })).toThrow("fields: expected names of small letters");
    }
    expect(() => defineEvent(standardCatalogue, "gift.sent", { ...table, oneOf: [["nothing"]] })).toThrow("oneOf: expected names of the event's fields, got nothing");
  });

  test("example: families", () => {
    const families = eventFamilies(extended);
    expect(families.get("order")).toEqual(["order.created", "order.refunded"]);
    expect(families.get("exp")).toEqual(["exp.assign", "exp.view", "exp.convert"]);
    expect(families.get("gift")).toEqual(["gift.wrapped"]);
    expect([...families.values()].flat()).toHaveLength(standardCatalogue.compiled.size + 1);
  });

  test("example: JSON Schema for other languages", () => {
    const schema = eventJsonSchema(standardCatalogue);
    expect(Object.keys(schema)).toContain("oneOf");
    expect(schema["oneOf"]).toHaveLength(standardCatalogue.compiled.size);
    expect(JSON.stringify(schema)).toContain('"const":"order.created"');
  });

  test("law: every silver column is named once and every row field has a column", () => {
    const columns = silverColumns.map(({ column }) => column);
    expect(new Set(columns).size).toBe(columns.length);
    const outcome = accept(JSON.stringify(event()), context);
    if (outcome.kind === "rejected") throw new Error(outcome.rejection.message);
    expect(new Set(silverColumns.map(({ field }) => field))).toEqual(new Set(Object.keys(outcome.row)));
  });
});
