import { expect } from "vitest";
import type { Tab } from "../engines/engine.ts";
import type { Trial } from "../site/trial.ts";
import { type Bench, type Cell, openPage, settle, tries, until } from "./cell.ts";

const count = 20;
/** Of them, where the engine hurries: it loses bare requests too, which the page of the matrix says with figures. */
const fewest = 16;

interface Leaving {
  readonly query?: Readonly<Record<string, string>>;
  /** Another tab of the site stays open, so that its process does. */
  readonly isBeside?: true;
  /** The event comes with the very end of the page. */
  readonly isAtEnd?: true;
}

/** An event of a page that goes away in the same breath, on a connection that has to be made first. */
function leaving(title: string, { query, isBeside, isAtEnd }: Leaving, leave: (tab: Tab, trial: Trial) => Promise<void>): Cell {
  return {
    title,
    run: async (bench) => {
      if (isBeside && !bench.engine.hurries) return "not asked: the last tab loses none";
      const results = await tries(count, bench.engine.parallel, async () => {
        const trial = await bench.site.trial();
        const beside = isBeside && (await bench.engine.open());
        await beside?.goto(`${trial.origin}/blank`);
        const tab = await bench.engine.open();
        await tab.goto(trial.page(query));
        await until("the landing", () => trial.named("landing.view").length === 1);
        await leave(tab, trial);
        return { trial, beside };
      });
      await until(`${title}: ${count} of ${count}`, () => results.every(({ trial }) => trial.marks().length > 0), 10_000).catch(() => undefined);
      await settle();
      const arrived = results.filter(({ trial }) => new Set(trial.marks()).size === 1).length;
      const duplicates = results.reduce((sum, { trial }) => sum + trial.duplicates(), 0);
      for (const { beside } of results) await beside?.close();
      const hurries = isAtEnd && !isBeside && bench.engine.hurries;
      expect({ arrived: hurries && arrived >= fewest ? count : arrived, duplicates, refused: results.flatMap(({ trial }) => trial.refused) }).toEqual({ arrived: count, duplicates: 0, refused: [] });
      return `${arrived}/${count}, no duplicate${hurries ? " [1]" : ""}`;
    },
  };
}

/**
 * A request that dies with its page: proof that the harness sees loss. One that arrived before the driver had closed the page says nothing of
 * pages that are gone, so another takes its place. Ten have to say something, and most of them have to be lost: on a busy machine a page
 * lives a little longer than its driver says.
 */
async function control(bench: Bench): Promise<string> {
  const wanted = 10;
  const plain = { event_name: "search.query", event_id: "plain", session_id: "s", anon_id: "a", payload: { mark: "plain" } };
  const gone: Trial[] = [];
  await tries(3 * wanted, bench.engine.parallel, async () => {
    if (gone.length >= wanted) return;
    const { trial, tab } = await openPage(bench, { consent: "later" });
    await tab.leave(`void fetch(${JSON.stringify(trial.collector)}, { method: "POST", credentials: "include", body: JSON.stringify({ ...${JSON.stringify(plain)}, event_ts_us: Date.now() * 1000 }) })`);
    if (trial.requestsMs.length === 0) gone.push(trial);
  });
  await settle(2500);
  const lost = gone.filter((trial) => trial.requestsMs.length === 0).length;
  expect(gone.length).toBeGreaterThanOrEqual(wanted);
  expect(lost).toBeGreaterThan(gone.length / 2);
  return `loses ${lost} of ${gone.length}`;
}

export const leavingCells: readonly Cell[] = [
  { title: "control: plain fetch, then close", run: control },
  leaving("close", {}, (tab) => tab.leave("track(1, 1)")),
  leaving("navigate", {}, async (tab, trial) => {
    // In a task of its own: a driver may wait forever for the value of a page that is gone.
    await tab.evaluate(`void setTimeout(() => (track(1, 1), location.assign(${JSON.stringify(`${trial.origin}/blank`)})))`);
    await until("the next page", () => trial.pages.some(({ url }) => url === "/blank"));
    await tab.close();
  }),
  leaving("pagehide", { query: { kind: "pagehide" }, isAtEnd: true }, (tab) => tab.close()),
  leaving("pagehide, another tab of the site open", { query: { kind: "pagehide" }, isAtEnd: true, isBeside: true }, (tab) => tab.close()),
];
