import { expect } from "vitest";
import { type Cell, openPage, settle, until } from "./cell.ts";

const token = "Ggdq5oEABaABI0VniavN7wAAEmdPFovcNrSaMmzp6idD2Sd1";

export const comingAndGoingCells: readonly Cell[] = [
  {
    title: "tab switch mid-batch",
    alone: true,
    run: async (bench) => {
      const { trial, tab } = await openPage(bench);
      await until("the landing", () => trial.arrived.length === 1);
      await tab.evaluate("track(1, 5)");
      const other = await bench.engine.open();
      await other.goto(`${trial.origin}/blank`);
      await other.front();
      const isHidden = await until("hidden", () => tab.evaluate<boolean>("document.hidden"), 3000).then(() => true, () => false);
      // Where windows do not cover one another, the event alone.
      if (!isHidden) await tab.evaluate("void document.dispatchEvent(new Event('visibilitychange'))");
      await tab.evaluate("track(6, 10)");
      await tab.front();
      await until("all ten", () => trial.marks().length >= 10);
      await settle();
      expect([new Set(trial.marks()).size, trial.duplicates()]).toEqual([10, 0]);
      await Promise.all([tab.close(), other.close()]);
      return isHidden ? "10/10, once each" : "10/10, once each (the event without the switch)";
    },
  },
  {
    title: "back-forward cache",
    alone: true,
    run: async (bench) => {
      const { trial, tab } = await openPage(bench);
      await until("an acknowledged landing", async () => trial.arrived.length === 1 && (await tab.evaluate("waiting()")) === 0);
      await settle(500);
      await tab.evaluate(`void setTimeout(() => location.assign(${JSON.stringify(`${trial.origin}/blank`)}))`);
      await until("the other page", async () => (await tab.evaluate("document.title").catch(() => "")) === "blank");
      await settle(300);
      await tab.evaluate("void setTimeout(() => history.back())");
      await until("the view", () => trial.named("page.view").length > 0);
      expect(await tab.evaluate("seen.restored")).toBe(1);
      await tab.evaluate("track(1, 1)");
      await until("what follows", () => trial.marks().length === 1);
      expect([trial.named("page.view").length, trial.duplicates()]).toEqual([1, 0]);
      await tab.close();
      return "restored, one view";
    },
  },
  {
    title: "a router that reverts replaceState",
    run: async (bench) => {
      const { trial, tab } = await openPage(bench, { kind: "router", ct: token, utm_source: "news" });
      await until("a clean address", async () => !(await tab.evaluate<string>("location.href")).includes(token));
      await settle(1500);
      const [href, state] = await tab.evaluate<[string, unknown]>("[location.href, history.state]");
      expect([href.includes(token), href.includes("utm_source=news"), state]).toEqual([false, true, { router: 1 }]);
      await until("the landing", () => trial.arrived.length === 1);
      await tab.close();
      return "stripped again, state kept";
    },
  },
  {
    title: "clock jumps back 2 h, then on 3 h",
    run: async (bench) => {
      const { trial, tab } = await openPage(bench);
      await tab.evaluate("void (window.realNow = Date.now, Date.now = () => realNow() - 7_200_000, track(1, 1))");
      await tab.evaluate("void (Date.now = () => realNow() + 3_600_000, track(2, 2))");
      await until("both", () => trial.marks().length === 2);
      const sessions = trial.arrived.map(({ session_id }) => session_id);
      expect([new Set(sessions).size, trial.duplicates()]).toEqual([3, 0]);
      await tab.close();
      return "all arrive, in three sessions";
    },
  },
  {
    title: "speculation rules: prefetch",
    alone: true,
    run: async (bench) => {
      const trial = await bench.site.trial();
      const tab = await bench.engine.open();
      await tab.front();
      const next = trial.page({ ct: token, step: "next" });
      await tab.goto(trial.page({ ahead: "prefetch", next }));
      if (!(await tab.evaluate<boolean>("!!HTMLScriptElement.supports?.('speculationrules')"))) return (await tab.close(), null);
      const fetched = (): readonly (string | undefined)[] => trial.pages.filter(({ url }) => url.includes("step=next")).map(({ purpose }) => purpose);
      await until("the prefetch", () => fetched().length === 1);
      await settle();
      expect([fetched(), trial.arrived.map(({ event_name }) => event_name)]).toEqual([["prefetch"], ["landing.view"]]);
      await tab.evaluate("void setTimeout(() => document.getElementById('next').click())");
      await until("the landing", () => trial.arrived.some(({ payload }) => payload?.["confirmed"] === false));
      expect([fetched().length, trial.named("landing.view").length, trial.duplicates()]).toEqual([1, 2, 0]);
      await tab.close();
      return "no event before the visit, one landing";
    },
  },
  {
    title: "speculation rules: prerender",
    alone: true,
    run: async (bench) => {
      const trial = await bench.site.trial();
      const tab = await bench.engine.open();
      await tab.front();
      const next = trial.page({ ct: token, step: "next", expose: "1" });
      await tab.goto(trial.page({ ahead: "prerender", next }));
      if (!(await tab.evaluate<boolean>("!!HTMLScriptElement.supports?.('speculationrules')"))) return (await tab.close(), null);
      await until("the prerender", () => trial.pages.some(({ url, purpose }) => url.includes("step=next") && purpose === "prefetch;prerender"));
      await settle(2500);
      expect(trial.arrived.map(({ event_name }) => event_name)).toEqual(["landing.view"]);
      await tab.evaluate("void setTimeout(() => document.getElementById('next').click())");
      await until("the exposures", () => trial.named("exp.view").length === 2);
      expect([trial.pages.filter(({ url }) => url.includes("step=next")).length, trial.named("landing.view").length, trial.duplicates()]).toEqual([1, 2, 0]);
      await tab.close();
      return "nothing before the visit, then all";
    },
  },
];
