import { expect } from "vitest";
import { type Cell, openPage, quiet, settle, until } from "./cell.ts";

export const outageCells: readonly Cell[] = [
  {
    title: "two tabs, collector down",
    run: async (bench) => {
      const { trial, tab: first } = await openPage(bench);
      await until("the landing", () => trial.arrived.length === 1);
      trial.fault = "reset";
      const second = await bench.engine.open();
      await second.goto(trial.page());
      await first.evaluate("track(1, 5)");
      await second.evaluate("track(6, 10)");
      await first.close();
      // What the closed tab still had on its way has failed before anything is let in: else it is delivered by both tabs.
      await quiet(trial);
      trial.fault = undefined;
      await until("events of both tabs", () => new Set(trial.marks()).size === 10, 90_000);
      await settle();
      expect([trial.marks().length, trial.duplicates(), trial.refused]).toEqual([10, 0, []]);
      await second.close();
      return "10/10, the closed tab's too";
    },
  },
  {
    title: "offline, 150 events",
    run: async (bench) => {
      const { trial, tab } = await openPage(bench);
      await until("an acknowledged landing", async () => trial.arrived.length === 1 && (await tab.evaluate("waiting()")) === 0);
      await trial.proxy.cut();
      await tab.evaluate("track(1, 150)");
      await settle(3000);
      await trial.proxy.mend();
      await until("100 of them", () => trial.marks().length >= 100, 90_000);
      await tab.evaluate("track(151, 151)");
      await until("the count", () => trial.marks().includes(151));
      await settle(500);
      const marks = trial.marks();
      expect([new Set(marks).size, marks.includes(150), marks.length - 1 + trial.dropped("full"), trial.duplicates()]).toEqual([marks.length, true, 150, 0]);
      await tab.close();
      return "the newest 100 arrive, 50 are counted";
    },
  },
  {
    title: "503 with Retry-After: 3",
    run: async (bench) => {
      const trial = await bench.site.trial();
      trial.fault = { status: 503, headers: { "retry-after": "3" } };
      const tab = await bench.engine.open();
      await tab.goto(trial.page());
      await until("a request", () => trial.requestsMs.length === 1);
      await settle(1000);
      await tab.evaluate("track(1, 3)");
      trial.fault = undefined;
      await until("all of them", () => trial.marks().length === 3);
      const pauseMs = (trial.requestsMs[1] ?? 0) - (trial.requestsMs[0] ?? 0);
      expect(pauseMs).toBeGreaterThanOrEqual(2900);
      expect([trial.duplicates(), trial.refused]).toEqual([0, []]);
      await tab.close();
      return "waits, then all arrive";
    },
  },
  {
    title: "503, then the tab is closed",
    run: async (bench) => {
      const trial = await bench.site.trial();
      trial.fault = { status: 503 };
      const first = await bench.engine.open();
      await first.goto(trial.page({ track: "3" }));
      await until("a request", () => trial.requestsMs.length > 0);
      await first.close();
      await settle(10_500);
      trial.fault = undefined;
      const second = await bench.engine.open();
      await second.goto(trial.page());
      await until("what the first page left", () => trial.marks().length === 3, 30_000);
      await settle(500);
      expect([trial.duplicates(), trial.named("landing.view").length]).toEqual([0, 1]);
      await second.close();
      return "the next page delivers it";
    },
  },
  {
    title: "browser killed after 8 s",
    crashes: true,
    run: async (bench) => {
      if (bench.engine.crash === undefined) return "not driven: its driver keeps no profile";
      const trial = await bench.site.trial();
      trial.fault = "reset";
      const tab = await bench.engine.open();
      await tab.goto(trial.page({ track: "3" }));
      await settle(8000);
      const engine = await bench.engine.crash();
      try {
        await settle(2000);
        trial.fault = undefined;
        const next = await engine.open();
        await next.goto(trial.page());
        await until("what the killed browser left", () => trial.marks().length === 3, 40_000);
        expect(trial.duplicates()).toBe(0);
      } finally {
        await engine.stop();
      }
      return "3/3 after the restart";
    },
  },
];
