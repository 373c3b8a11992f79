import { createMemoryNonceStore, replayOf } from "@liftproof/click-token";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const use = (nonce: string, identityId: string, receivedAtUs: number) => ({ keyId: "1", nonce, identityId, receivedAtUs, expiresAtUs: receivedAtUs + 1000 });

describe("replay", () => {
  test("example: the first identity keeps the token", async () => {
    const store = createMemoryNonceStore();
    expect(await replayOf(use("a", "u:1", 0), store)).toBe("first");
    expect(await replayOf(use("a", "u:1", 1), store)).toBe("reload");
    expect(await replayOf(use("a", "u:2", 2), store)).toBe("replayed");
    expect(await replayOf(use("a", "u:1", 3), store)).toBe("reload");
    expect(await replayOf({ ...use("a", "u:2", 4), keyId: "2" }, store)).toBe("first");
  });

  test("law: however many come at once, one is the first and only its identity reloads", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ nonce: fc.constantFrom("a", "b"), identityId: fc.constantFrom("u:1", "u:2", "u:3") }), { minLength: 1 }), async (arrivals) => {
        const store = createMemoryNonceStore();
        const answers = await Promise.all(arrivals.map(async ({ nonce, identityId }, at) => ({ nonce, identityId, replay: await replayOf(use(nonce, identityId, at), store) })));
        for (const nonce of new Set(arrivals.map((each) => each.nonce))) {
          const own = answers.filter((each) => each.nonce === nonce);
          const firsts = own.filter(({ replay }) => replay === "first");
          expect(firsts).toHaveLength(1);
          for (const { identityId, replay } of own) if (replay !== "first") expect(replay).toBe(identityId === firsts[0]?.identityId ? "reload" : "replayed");
        }
      }),
    );
  });

  test("edge: expired nonces leave the memory, live ones never do", async () => {
    const store = createMemoryNonceStore();
    for (let at = 0; at < 50_000; at++) await store.remember(use(`n${at}`, "u:1", at));
    expect(store.size()).toBeLessThan(5_000);
    expect(await replayOf(use("n49500", "u:2", 50_000), store)).toBe("replayed");
  });
});
