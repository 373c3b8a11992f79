import type { Kill, KillList } from "@liftproof/experiments";
import { killedExperiments } from "@liftproof/experiments";
import fc from "fast-check";
import type { Law } from "../laws/bronze-laws.ts";

/** A list made for one run of a law, empty at first. */
export interface KillListUnderTest {
  /** Opens it; a second call is another process, or the same one after a restart, over the same data. */
  open(): Promise<KillList>;
  /** Takes it away. */
  destroy(): Promise<void>;
}

/** What every keeper of kills promises, wherever it keeps them. */
export function killListLaws(make: () => Promise<KillListUnderTest>): readonly Law[] {
  const law = (title: string, holds: (list: KillListUnderTest, drawn: readonly Kill[]) => Promise<void>): Law => ({
    title: `law: ${title}`,
    check: () =>
      fc.assert(
        fc.asyncProperty(kills, async (drawn) => {
          const list = await make();
          try {
            await holds(list, drawn);
          } finally {
            await list.destroy();
          }
        }),
        { numRuns: 12 },
      ),
  });
  return [
    law("a kill is in the list once add returns, and the first of an experiment and phase stands", async (list, drawn) => {
      const opened = await list.open();
      const expected: Kill[] = [];
      for (const kill of drawn) {
        await opened.add(kill);
        if (!expected.some((one) => isSame(one, kill))) expected.push(kill);
        same(await opened.read(), expected);
      }
    }),
    law("a killed experiment stays killed in its phase and those before, whoever opens the list and whatever is added", async (list, drawn) => {
      for (const [at, kill] of drawn.entries()) {
        await (await list.open()).add(kill);
        const read = await (await list.open()).read();
        for (const { expId, phase } of drawn.slice(0, at + 1)) {
          if (!killedExperiments(read, [{ expId, phase }]).has(expId)) throw new RangeError(`list: expected ${expId} to stay killed in phase ${phase}, got it running`);
        }
      }
    }),
    law("rivals that add at once lose nothing that they were told is kept", async (list, drawn) => {
      const outcomes = await Promise.allSettled(drawn.map(async (kill) => {
        await (await list.open()).add(kill);
        return kill;
      }));
      const read = await (await list.open()).read();
      for (const outcome of outcomes) {
        if (outcome.status === "fulfilled" && !read.some((one) => isSame(one, outcome.value))) throw new RangeError(`list: expected ${outcome.value.expId} in it, since add returned, got none`);
      }
      if (read.some((one, at) => read.findIndex((other) => isSame(one, other)) !== at)) throw new RangeError("list: expected each experiment and phase once, got one twice");
    }),
    law("what was read does not change when more is added", async (list, drawn) => {
      const opened = await list.open();
      const before = await opened.read();
      for (const kill of drawn) await opened.add(kill);
      same(before, []);
    }),
  ];
}

const kills: fc.Arbitrary<readonly Kill[]> = fc.array(
  fc.record({
    expId: fc.constantFrom("cta", "cta.2", "constructor", "Price-Test_1"),
    phase: fc.integer({ min: 1, max: 3 }),
    reason: fc.oneof(fc.constantFrom("payment page down", "Grüße\n\u2028 \"quoted\" \\", "🔥"), fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" })).filter((text) => text.trim() !== ""),
    atUs: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  }),
  { maxLength: 6 },
);

function isSame(one: Kill, other: Kill): boolean {
  return one.expId === other.expId && one.phase === other.phase;
}

function same(found: readonly Kill[], expected: readonly Kill[]): void {
  const [one, other] = [found, expected].map((list) => JSON.stringify(list.map(({ expId, phase, reason, atUs }) => [expId, phase, reason, atUs])));
  if (one !== other) throw new RangeError(`list: expected ${other ?? ""}, got ${one ?? ""}`);
}
