import type { BronzeEntry, BronzeWriter } from "@liftproof/adapters/files";
import { bronzeLine } from "@liftproof/events";
import fc from "fast-check";
import { hostileText } from "../arbitraries/hostile-text.ts";

/** A bronze store made for one run of a law, empty at first. */
export interface BronzeUnderTest {
  /** Opens it for writing; the law closes what it opens. */
  open(): Promise<BronzeWriter>;
  /** Names of the published objects, and every line in them in the order of the object. */
  read(): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Names of objects that are not what their name promises. */
  faults(): Promise<readonly string[]>;
  /** Takes it away. */
  destroy(): Promise<void>;
}

/** One law to be run under its title. */
export interface Law {
  readonly title: string;
  check(): Promise<void>;
}

const hourUs = 3_600_000_000;
const noonUs = (Date.UTC(2026, 8, 7) / 1000 + 12 * 3600) * 1_000_000;

/** What every writer of bronze keeps, wherever it writes: the same laws for files, objects in a store, or memory. */
export function bronzeLaws(make: () => Promise<BronzeUnderTest>): readonly Law[] {
  const law = (title: string, holds: (store: BronzeUnderTest, batches: readonly (readonly BronzeEntry[])[]) => Promise<void>): Law => ({
    title: `law: ${title}`,
    check: () =>
      fc.assert(
        fc.asyncProperty(fc.array(fc.array(entry, { maxLength: 6 }), { maxLength: 4 }), async (batches) => {
          const store = await make();
          try {
            await holds(store, batches);
          } finally {
            await store.destroy();
          }
        }),
        { numRuns: 12 },
      ),
  });
  return [
    law("what was appended is published, whole, and nothing else is", async (store, batches) => {
      await write(store, batches);
      sameText(await everyLine(store), linesOf(batches.flat()));
    }),
    law("closing and opening again between batches changes no line", async (store, batches) => {
      for (const batch of batches) await write(store, [batch]);
      sameText(await everyLine(store), linesOf(batches.flat()));
    }),
    law("the same lines written again are the same objects", async (store, batches) => {
      await write(store, batches);
      const once = [...(await store.read()).keys()].sort();
      await write(store, batches);
      sameText([...(await store.read()).keys()].sort(), once);
    }),
    law("every object is what its name promises", async (store, batches) => {
      await write(store, batches);
      sameText(await store.faults(), []);
    }),
    law("text that is no bronze line is refused, and leaves the rest as it was", async (store, batches) => {
      const writer = await store.open();
      for (const batch of batches) await writer.append(batch);
      const stray = { receivedAtUs: noonUs, line: '{"event_name":"page.view"}' };
      const refused = await Promise.resolve()
        .then(() => writer.append([stray]))
        .then(() => false, () => true);
      await writer.close();
      if (!refused) throw new TypeError("append: expected a refusal of text that is no bronze line, got none");
      sameText(await everyLine(store), linesOf(batches.flat()));
    }),
  ];
}

const entry: fc.Arbitrary<BronzeEntry> = fc
  .record({ offsetUs: fc.oneof(fc.constantFrom(0, hourUs - 1, hourUs, 2 * hourUs), fc.nat({ max: 3 * hourUs })), raw: hostileText })
  .map(({ offsetUs, raw }) => {
    const receivedAtUs = noonUs + offsetUs;
    const rejection = { code: "not_json", path: "", message: "expected one JSON object, got other text" } as const;
    return { receivedAtUs, line: bronzeLine({ kind: "rejected", rejection }, { receivedAtUs, raw }) };
  });

async function write(store: BronzeUnderTest, batches: readonly (readonly BronzeEntry[])[]): Promise<void> {
  const writer = await store.open();
  for (const batch of batches) await writer.append(batch);
  await writer.close();
}

/** Distinct lines, sorted: one line in two segments of equal bytes is one line of one object. */
async function everyLine(store: BronzeUnderTest): Promise<readonly string[]> {
  return distinct([...(await store.read()).values()].flat());
}

function linesOf(entries: readonly BronzeEntry[]): readonly string[] {
  return distinct(entries.map(({ line }) => line));
}

function distinct(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)].sort();
}

function sameText(found: readonly string[], expected: readonly string[]): void {
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    throw new RangeError(`bronze: expected ${expected.length} entries as written, got ${found.length} that differ`);
  }
}
