import type { AssignmentStore, StickyAssignment } from "@liftproof/assignment";
import fc from "fast-check";
import { unitId } from "../arbitraries/unit-id.ts";
import type { Law } from "../laws/bronze-laws.ts";

/** A store made for one run of a law, empty at first. */
export interface AssignmentStoreUnderTest {
  /** Opens it; a second call is another process, or the same one after a restart, over the same data. */
  open(): Promise<AssignmentStore>;
  /** Takes it away. */
  destroy(): Promise<void>;
}

interface Saving {
  readonly unit: string;
  readonly expId: string;
  readonly assignment: StickyAssignment;
}

/** What every keeper of earlier assignments promises, wherever it keeps them. */
export function assignmentStoreLaws(make: () => Promise<AssignmentStoreUnderTest>): readonly Law[] {
  const law = (title: string, holds: (store: AssignmentStoreUnderTest, savings: readonly Saving[]) => Promise<void>): Law => ({
    title: `law: ${title}`,
    check: () =>
      fc.assert(
        fc.asyncProperty(savings, async (drawn) => {
          const store = await make();
          try {
            await holds(store, drawn);
          } finally {
            await store.destroy();
          }
        }),
        { numRuns: 12 },
      ),
  });
  return [
    law("the first saved of the latest phase stands, each save answers what does, and units share nothing", async (store, drawn) => {
      const opened = await store.open();
      const expected = new Standing();
      for (const saving of drawn) same(await opened.save(saving.unit, saving.expId, saving.assignment), expected.save(saving));
      for (const { unit } of drawn) same(recordOf(await opened.load(unit)), expected.load(unit));
      same(recordOf(await opened.load("never saved")), {});
    }),
    law("opening again between saves loses nothing", async (store, drawn) => {
      const expected = new Standing();
      for (const saving of drawn) {
        const opened = await store.open();
        same(await opened.save(saving.unit, saving.expId, saving.assignment), expected.save(saving));
      }
      const opened = await store.open();
      for (const { unit } of drawn) same(recordOf(await opened.load(unit)), expected.load(unit));
    }),
    law("rivals that save at once are told the same", async (store, drawn) => {
      const opened = await store.open();
      const [first] = drawn;
      if (first === undefined) return;
      const rivals = drawn.map(({ assignment }) => ({ ...assignment, phase: first.assignment.phase }));
      const answers = await Promise.all(rivals.map((assignment) => opened.save(first.unit, first.expId, assignment)));
      const stands = (await opened.load(first.unit)).get(first.expId);
      for (const answer of answers) same(answer, stands);
      if (!rivals.some(({ variant }) => variant === stands?.variant)) {
        throw new RangeError("save: expected one of the variants that were saved to stand, got another");
      }
    }),
    law("what was loaded does not change when more is saved", async (store, drawn) => {
      const opened = await store.open();
      const loaded = await Promise.all(drawn.map(async ({ unit }) => opened.load(unit)));
      for (const { unit, expId, assignment } of drawn) await opened.save(unit, expId, assignment);
      for (const before of loaded) same(recordOf(before), {});
    }),
  ];
}

/** The promise itself, as plainly as it can be written. */
class Standing {
  readonly #kept: Saving[] = [];

  save(saving: Saving): StickyAssignment {
    const rival = this.#kept.find(({ unit, expId }) => unit === saving.unit && expId === saving.expId);
    if (rival !== undefined && rival.assignment.phase >= saving.assignment.phase) return rival.assignment;
    if (rival !== undefined) this.#kept.splice(this.#kept.indexOf(rival), 1);
    this.#kept.push(saving);
    return saving.assignment;
  }

  load(unit: string): Readonly<Record<string, StickyAssignment>> {
    return recordOf(new Map(this.#kept.filter((one) => one.unit === unit).map(({ expId, assignment }) => [expId, assignment])));
  }
}

const few = <Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<readonly Value[]> => fc.array(values, { minLength: 1, maxLength: 3 });
const savings: fc.Arbitrary<readonly Saving[]> = fc
  .tuple(few(unitId), few(fc.constantFrom("cta", "cta.2", "price_test", "constructor")))
  .chain(([units, ids]) =>
    fc.array(
      fc.record({
        unit: fc.constantFrom(...units),
        expId: fc.constantFrom(...ids),
        assignment: fc.record({ variant: fc.constantFrom("control", "short", "O.K-2"), phase: fc.integer({ min: 1, max: 3 }) }),
      }),
      { maxLength: 8 },
    ));

/** Keys in order, so that two maps of equal content are equal text. */
function recordOf(kept: ReadonlyMap<string, StickyAssignment>): Readonly<Record<string, StickyAssignment>> {
  return Object.fromEntries([...kept].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function same(found: unknown, expected: unknown): void {
  const [one, other] = [found, expected].map((value) => JSON.stringify(value, ["variant", "phase", ...idsOf(value)]));
  if (one !== other) throw new RangeError(`store: expected ${other ?? "nothing"} to stand, got ${one ?? "nothing"}`);
}

function idsOf(value: unknown): readonly string[] {
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}
