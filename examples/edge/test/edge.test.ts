import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyBronze } from "@liftproof/adapters/files";
import { generateKey } from "@liftproof/click-token/node";
import { describe, expect, test } from "vitest";
import { createApp } from "../hono-app.mjs";
import { startBoth } from "../start.mjs";

const origin = "https://shop.example";
const key = generateKey({ id: "1", notBefore: "2026-01-01T00:00:00Z", notAfter: "2100-01-01T00:00:00Z", maxLifetime: "24h" });
const view = (id: string): string => JSON.stringify({ event_name: "page.view", event_id: id, event_ts_us: Date.now() * 1000, anon_id: "a1" });

describe("the handlers at an edge", () => {
  test("law: what the edge says 202 to lies on the far disk, clicks among it", async () => {
    const root = await mkdtemp(join(tmpdir(), "liftproof-edge-"));
    const edge = await startBoth(root);
    const taken = await fetch(`${edge.origin}/v1/events`, { method: "POST", body: [view("v-1"), view("v-2"), "no event"].join("\n") });
    expect([taken.status, await taken.json()]).toMatchObject([202, { accepted: 2, rejected: [{ position: 2, code: "not_json" }] }]);
    const click = await fetch(`${edge.origin}/l/spring`, { redirect: "manual" });
    expect([click.status, click.headers.get("location")]).toEqual([302, `${edge.origin}/sale`]);
    await edge.stop();
    expect(await verifyBronze(root)).toMatchObject({ events: 3, rejected: 1, faults: [] });
    await rm(root, { recursive: true });
  });

  test("edge: under Hono, without a receiver, nothing is said to be safe and the visitor goes on all the same", async () => {
    const faults: unknown[] = [];
    const links = { spring: { target: `${origin}/sale`, campaign: "spring_sale" } };
    const app = createApp({ origin, ring: { keys: [key] }, keyId: "1", links, receiver: { url: "http://127.0.0.1:1/v1/bronze", secret: "x".repeat(32) }, onFault: (cause: unknown) => faults.push(cause) });
    const underWay: Promise<unknown>[] = [];
    const platform = { waitUntil: (work: Promise<unknown>) => void underWay.push(work), passThroughOnException: () => {}, props: {} };
    const ask = async (path: string, init?: RequestInit): Promise<Response> => app.request(`${origin}${path}`, init, {}, platform);
    const response = await ask("/v1/events", { method: "POST", body: view("v-1") });
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, expect.stringMatching(/^\d+$/u)]);
    const click = await ask("/l/spring");
    expect([click.status, click.headers.get("location")]).toEqual([302, `${origin}/sale`]);
    await Promise.all(underWay);
    expect(faults).toHaveLength(2);
    expect((await ask("/l/other")).status).toBe(404);
  });

  test("example: as route handlers of Next, with everything from the environment", async () => {
    Object.assign(process.env, { SHOP_ORIGIN: origin, KEY_RING: JSON.stringify({ keys: [key] }), KEY_ID: "1", RECEIVER_URL: "http://127.0.0.1:1/v1/bronze", RECEIVER_SECRET: "x".repeat(32) });
    const { GET } = await import("../next/app/l/[code]/route.js");
    const { POST, OPTIONS } = await import("../next/app/v1/events/route.js");
    const click: Response = await GET(new Request(`${origin}/l/spring`));
    expect(click.headers.get("location")).toBe(`${origin}/sale`);
    const preflight: Response = await OPTIONS(new Request(`${origin}/v1/events`, { method: "OPTIONS", headers: { origin } }));
    expect(preflight.headers.get("access-control-allow-origin")).toBe(origin);
    const bad: Response = await POST(new Request(`${origin}/v1/events`, { method: "POST", body: "[" }));
    expect(bad.status).toBe(400);
  });
});
