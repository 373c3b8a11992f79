import type { Kill, KillList } from "@liftproof/experiments";
import { killListLaws } from "@liftproof/testkit";
import type { KillListUnderTest } from "@liftproof/testkit";
import { describe, expect, test } from "vitest";

function listInMemory(isKnown: (one: Kill, other: Kill) => boolean): KillList {
  let kept: readonly Kill[] = [];
  return {
    read: () => Promise.resolve(kept),
    add: (kill) => {
      if (!kept.some((one) => isKnown(one, kill))) kept = [...kept, kill];
      return Promise.resolve();
    },
  };
}
const good = (): KillList => listInMemory((one, other) => one.expId === other.expId && one.phase === other.phase);
const held = (list: KillList): Promise<KillListUnderTest> => Promise.resolve({ open: () => Promise.resolve(list), destroy: () => Promise.resolve() });

describe("kills in memory", () => {
  test.each(killListLaws(() => held(good())).map((law) => [law.title, law] as const))("%s", async (_, law) => {
    await law.check();
  });
});

test("edge: the laws refuse a list that forgets, one that takes no later phase, and one that changes what was read", async () => {
  const forgets = (): KillList => ({ read: () => Promise.resolve([]), add: () => Promise.resolve() });
  const oncePerName = (): KillList => listInMemory((one, other) => one.expId === other.expId);
  const shared = (): KillList => {
    const kept: Kill[] = [];
    return { read: () => Promise.resolve(kept), add: (kill) => Promise.resolve(void kept.push(kill)) };
  };
  for (const make of [forgets, oncePerName, shared]) {
    const outcomes = await Promise.allSettled(killListLaws(() => held(make())).map((law) => law.check()));
    expect(outcomes.some(({ status }) => status === "rejected")).toBe(true);
  }
});
