import { memoryAssignmentStore } from "@liftproof/assignment";
import type { AssignmentStore } from "@liftproof/assignment";
import { assignmentStoreLaws } from "@liftproof/testkit";
import type { AssignmentStoreUnderTest } from "@liftproof/testkit";
import { describe, expect, test } from "vitest";

const kept = (store: AssignmentStore): Promise<AssignmentStoreUnderTest> =>
  Promise.resolve({ open: () => Promise.resolve(store), destroy: () => Promise.resolve() });

describe("assignments in memory", () => {
  test.each(assignmentStoreLaws(() => kept(memoryAssignmentStore())).map((law) => [law.title, law] as const))("%s", async (_, law) => {
    await law.check();
  });
});

test("edge: the laws refuse a store that lets the last one win, and one that forgets", async () => {
  const lastWins = (): AssignmentStore => {
    const good = memoryAssignmentStore();
    let round = 0;
    return {
      load: async (unitId) => new Map([...await good.load(unitId)].map(([expId, { variant, phase }]) => [expId, { variant, phase: phase % 10 }])),
      save: async (unitId, expId, { variant, phase }) => {
        round += 10;
        await good.save(unitId, expId, { variant, phase: phase + round });
        return { variant, phase };
      },
    };
  };
  const forgets: AssignmentStore = { load: () => Promise.resolve(new Map()), save: (_unit, _exp, assignment) => Promise.resolve(assignment) };
  for (const make of [lastWins, () => forgets]) {
    const outcomes = await Promise.allSettled(assignmentStoreLaws(() => kept(make())).map((law) => law.check()));
    expect(outcomes.filter(({ status }) => status === "rejected").length).toBeGreaterThanOrEqual(2);
  }
});
