import { expect } from "vitest";
import { type Cell, openPage, settle, until } from "./cell.ts";

/** The engine's own border, found with plain requests: past it our budget would be refused. */
const border = (size: number, collector: string): string =>
  `void (window.border ??= {}, fetch(${JSON.stringify(collector)}, { method: "POST", credentials: "include", keepalive: true, body: "x".repeat(${size}) }).then(() => (border[${size}] = "taken"), () => (border[${size}] = "refused")))`;

export const limitCells: readonly Cell[] = [
  {
    title: "64 KiB and a byte either side",
    run: async (bench) => {
      const { trial, tab } = await openPage(bench);
      await until("the landing", () => trial.arrived.length === 1);
      // Whole journal lines of 65,535 to 65,537 bytes are past the budget: counted, not sent. Three of 30,000 share the budget.
      await tab.evaluate(`(() => {
        for (const size of [65535, 65536, 65537]) capture.track("search.query", { query: "x".repeat(size - 400) });
        for (let mark = 1; mark <= 3; mark += 1) capture.track("search.query", { mark, query: "é".repeat(14800) });
      })()`);
      await until("three of 30,000 bytes", () => trial.marks().length === 3);
      await tab.evaluate("track(4, 4)");
      await until("the count and the next", () => trial.dropped("size") === 3 && trial.marks().includes(4));
      expect([new Set(trial.marks()), trial.duplicates(), trial.refused]).toEqual([new Set([1, 2, 3, 4]), 0, []]);
      const bare = await openPage(bench, { consent: "later" });
      for (const size of [65_536, 65_537]) {
        await bare.tab.evaluate(border(size, bare.trial.collector));
        await until("an answer", async () => (await bare.tab.evaluate<string | null>(`border[${size}] ?? null`)) !== null);
      }
      const given = await bare.tab.evaluate<Readonly<Record<string, string>>>("border");
      await Promise.all([tab.close(), bare.tab.close()]);
      expect(given["65536"]).toBe("taken");
      return `ours arrive or are counted; the engine: 65,536 taken, 65,537 ${given["65537"]}`;
    },
  },
  {
    title: "burst of 300 in one task",
    run: async (bench) => {
      const { trial, tab } = await openPage(bench);
      await tab.evaluate("track(1, 300)");
      await until("the last of the burst", () => trial.marks().includes(300));
      await until("an empty journal", async () => (await tab.evaluate("waiting()")) === 0);
      await tab.evaluate("track(301, 301)");
      await until("the next", () => trial.marks().includes(301));
      const marks = trial.marks();
      expect(new Set(marks).size).toBe(marks.length);
      expect({ every: marks.length + trial.dropped("full"), duplicates: trial.duplicates() }).toEqual({ every: 301, duplicates: 0 });
      await tab.close();
      return "300 arrive or are counted";
    },
  },
  {
    title: "300 in a row of small bursts",
    run: async (bench) => {
      const { trial, tab } = await openPage(bench);
      for (let mark = 1; mark <= 300; mark += 10) {
        await tab.evaluate(`track(${mark}, ${mark + 9})`);
        await settle(200);
      }
      await until("300", () => trial.marks().length === 300, 40_000);
      expect([new Set(trial.marks()).size, trial.dropped("full"), trial.duplicates()]).toEqual([300, 0, 0]);
      await tab.close();
      return "300/300";
    },
  },
];
