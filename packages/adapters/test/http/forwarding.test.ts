import { createBronzeReceiver, createCollector, forwardingSink, sharedSecret } from "@liftproof/adapters/http";
import type { EventSink, FetchHandler } from "@liftproof/adapters/http";
import { describe, expect, test } from "vitest";
import { contextOf, event, keep, post, tokens } from "./collector-client.ts";
import { serve } from "./served.ts";

const secret = "0123456789abcdef0123456789abcdef";
const receiver = createBronzeReceiver({ trusts: sharedSecret(secret) });
const to = (handler: FetchHandler, sink: EventSink, given = secret): EventSink =>
  forwardingSink({ url: "https://lake.example/v1/bronze", secret: given, fetch: (request) => handler(request, contextOf(sink)) });
const statusOf = async (sink: EventSink): Promise<number> =>
  (await createCollector({ verify: tokens.verify })(post(`${event("e1", { anon_id: "a" })}\nnone`), contextOf(sink))).status;

describe("an edge that forwards", () => {
  test("example: what the edge judged stands in the lake's sink as it is, over real connections", async () => {
    const { sink, records } = keep();
    const { url } = await serve(receiver, { sink });
    expect(await statusOf(forwardingSink({ url, secret }))).toBe(202);
    expect(records().map(({ outcome, raw }) => [outcome.kind, raw])).toEqual([["accepted", event("e1", { anon_id: "a" })], ["rejected", "none"]]);
  });

  test("law: the client is told 202 only where the receiver's sink has the lines", async () => {
    const { sink, lines } = keep();
    const failing: EventSink = { append: () => Promise.reject(new Error("disk")) };
    expect(await statusOf(to(receiver, failing))).toBe(503);
    expect(await statusOf(to(receiver, sink, `${secret}x`))).toBe(503);
    expect(await statusOf(to(() => Promise.reject(new TypeError("no route")), sink))).toBe(503);
    expect(await statusOf(to(async () => new Response(null, { status: 429 }), sink))).toBe(429);
    expect(lines).toEqual([]);
    await expect(to(receiver, sink, "wrong").append([])).rejects.toMatchObject({ code: "denied" });
    await expect(to(async () => new Response(null, { status: 500 }), sink).append([])).rejects.toThrow("https://lake.example/v1/bronze: expected 202 for 0 lines, got 500; look at the receiver");
  });

  test("edge: lines that are no bronze are refused with the whole body, and without the secret nothing is read", async () => {
    const { sink, lines } = keep();
    const send = async (body: string, authorization = `Bearer ${secret}`): Promise<number> => (await receiver(post(body, { authorization }), contextOf(sink))).status;
    expect([await send('{"v":1}'), await send("x", "Bearer no"), await send(""), (await receiver(new Request("https://lake.example/"), contextOf(sink))).status]).toEqual([400, 401, 202, 405]);
    expect(lines).toEqual([]);
  });
});
