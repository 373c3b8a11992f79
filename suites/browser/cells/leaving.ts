import { expect } from "vitest";
import type { Tab } from "../engines/engine.ts";
import type { Trial } from "../site/trial.ts";
import { type Bench, type Cell, openPage, settle, tries, until } from "./cell.ts";

const count = 20;

/** An event of a page that goes away in the same breath, on a connection that has to be made first. */
function leaving(title: string, query: Readonly<Record<string, string>>, leave: (tab: Tab, trial: Trial) => Promise<void>): Cell {
  return {
    title,
    run: async (bench) => {
      const results = await tries(count, bench.engine.parallel, async () => {
        const { trial, tab } = await openPage(bench, query);
        await until("the landing", () => trial.named("landing.view").length === 1);
        await leave(tab, trial);
        return { trial, tab };
      });
      await until(`${title}: ${count} of ${count}`, () => results.every(({ trial }) => trial.marks().length > 0), 10_000).catch(() => undefined);
      await settle();
      const arrived = results.filter(({ trial }) => new Set(trial.marks()).size === 1).length;
      const duplicates = results.reduce((sum, { trial }) => sum + trial.duplicates(), 0);
      expect({ arrived, duplicates, refused: results.flatMap(({ trial }) => trial.refused) }).toEqual({ arrived: count, duplicates: 0, refused: [] });
      return `${arrived}/${count}, no duplicate`;
    },
  };
}

/** A request that dies with its page: proof that the harness sees loss. */
async function control(bench: Bench): Promise<string> {
  const results = await tries(10, bench.engine.parallel, async () => {
    const { trial, tab } = await openPage(bench, { consent: "later" });
    await tab.evaluate(`void fetch(${JSON.stringify(trial.collector)}, { method: "POST", credentials: "include", body: JSON.stringify({ event_name: "search.query", event_id: "plain", event_ts_us: Date.now() * 1000, session_id: "s", anon_id: "a", payload: { mark: "plain" } }) })`);
    await tab.close();
    return trial;
  });
  await settle(2500);
  const lost = results.filter((trial) => trial.marks().length === 0).length;
  expect(lost).toBeGreaterThanOrEqual(5);
  return lost === 10 ? "loses all" : "loses most";
}

export const leavingCells: readonly Cell[] = [
  { title: "control: plain fetch, then close", run: control },
  leaving("close", {}, async (tab) => {
    await tab.evaluate("track(1, 1)");
    await tab.close();
  }),
  leaving("navigate", {}, async (tab, trial) => {
    await tab.evaluate(`void (track(1, 1), location.assign(${JSON.stringify(`${trial.origin}/blank`)}))`);
    await until("the next page", () => trial.pages.some(({ url }) => url === "/blank"));
    await tab.close();
  }),
  leaving("pagehide", { kind: "pagehide" }, (tab) => tab.close()),
];
