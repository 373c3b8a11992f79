import { expect } from "vitest";
import { type Cell, openPage, quiet, settle, until } from "./cell.ts";

const token = "Ggdq5oEABaABI0VniavN7wAAEmdPFovcNrSaMmzp6idD2Sd1";
const ours = "Object.keys(localStorage).filter((key) => key.startsWith('lp')).length";

export const permissionCells: readonly Cell[] = [
  {
    title: "consent: unknown, granted, denied",
    run: async (bench) => {
      const { trial, tab } = await openPage(bench, { consent: "unknown", ct: token, utm_source: "news", track: "2" });
      await settle();
      expect([trial.requestsMs.length, await tab.evaluate(ours), await tab.evaluate("document.cookie")]).toEqual([0, 0, ""]);
      await tab.evaluate("capture.consent('granted')");
      await until("what memory held", () => trial.arrived.length === 3);
      expect(trial.named("landing.view")[0]).toMatchObject({ utm_source: "news", click_token: token });
      trial.fault = "reset";
      const before = trial.requestsMs.length;
      await tab.evaluate("track(3, 4)");
      await until("two failures", () => trial.requestsMs.length >= before + 2);
      await settle(1000);
      expect(await tab.evaluate<number>(ours)).toBeGreaterThan(2);
      await tab.evaluate("capture.consent('denied')");
      expect([await tab.evaluate(ours), await tab.evaluate("document.cookie"), await tab.evaluate("capture.track('search.query')")]).toEqual([0, "", false]);
      // What was on its way could not be called back: it fails before anything is let in again.
      await quiet(trial);
      trial.fault = undefined;
      const denied = trial.requestsMs.length;
      await settle(3000);
      expect(trial.requestsMs.length).toBe(denied);
      expect([trial.marks().length, new Set(trial.marks())]).toEqual([2, new Set([1, 2])]);
      await tab.close();
      return "nothing, then all, then no key left";
    },
  },
  {
    title: "Global Privacy Control",
    run: async (bench) => {
      const { trial, tab } = await openPage(bench, { kind: "gpc", ct: token, utm_source: "news", expose: "1" });
      await until("the exposures", () => trial.named("exp.view").length === 2);
      expect([trial.named("landing.view").length, trial.named("page.view").length]).toEqual([0, 1]);
      expect(JSON.stringify(trial.arrived)).not.toMatch(/news|click_token|utm_/u);
      expect(await tab.evaluate<string>("location.href")).not.toContain(token);
      await tab.close();
      return "no origin in any event";
    },
  },
  {
    title: "kill list in the answer",
    run: async (bench) => {
      const trial = await bench.site.trial();
      trial.killed.push("cta");
      const tab = await bench.engine.open();
      await tab.goto(trial.page());
      await until("control", async () => (await tab.evaluate("capture.variant('cta')")) === "long");
      expect(await tab.evaluate("[capture.expose('cta', 'short'), capture.expose('basket', 'b')]")).toEqual([false, true]);
      await until("the other exposure", () => trial.named("exp.view").length === 1);
      trial.killed.length = 0;
      await tab.goto(trial.page({ consent: "unknown" }));
      expect(await tab.evaluate("capture.variant('cta')")).toBe("long");
      await tab.close();
      return "control, no exposure, kept";
    },
  },
  {
    title: "exposure: two tabs, reload, own unit",
    run: async (bench) => {
      const { trial, tab } = await openPage(bench, { expose: "1" });
      await until("the exposures", () => trial.named("exp.view").length === 2);
      const second = await bench.engine.open();
      await second.goto(trial.page({ expose: "1" }));
      await tab.goto(trial.page({ expose: "1" }));
      await settle();
      const units = trial.named("exp.view").map(({ payload }) => payload?.["unit_id"]);
      expect([units.length, new Set(units), trial.duplicates()]).toEqual([2, new Set(["a1", "basket-9"]), 0]);
      await Promise.all([tab.close(), second.close()]);
      return "once each";
    },
  },
  {
    title: "exposure: half in view",
    alone: true,
    run: async (bench) => {
      const { trial, tab } = await openPage(bench);
      await tab.evaluate("void capture.expose('cta', 'short', document.getElementById('below'))");
      await settle();
      expect(trial.named("exp.view")).toEqual([]);
      await tab.evaluate("document.getElementById('below').scrollIntoView()");
      await until("the exposure", () => trial.named("exp.view").length === 1);
      await tab.close();
      return "after scrolling only";
    },
  },
  ...(["no-cookies", "no-storage", "full-storage"] as const).map((kind): Cell => ({
    title: { "no-cookies": "cookies off", "no-storage": "storage that throws", "full-storage": "storage that is full" }[kind],
    run: async (bench) => {
      const { trial, tab } = await openPage(bench, { kind, track: "5", expose: "1" });
      await until("all of them", () => trial.marks().length === 5);
      expect([new Set(trial.marks()).size, trial.duplicates(), new Set(trial.arrived.map(({ session_id }) => session_id)).size, await tab.evaluate("seen.errors")]).toEqual([5, 0, 1, []]);
      await tab.close();
      return "all arrive, one session";
    },
  })),
  {
    title: "sandboxed frame: no origin at all",
    run: async (bench) => {
      const { trial, tab } = await openPage(bench, { policy: "sandbox", track: "5" });
      await until("all of them", () => trial.marks().length === 5);
      expect([trial.duplicates(), trial.refused]).toEqual([0, []]);
      await tab.close();
      return "all arrive";
    },
  },
  {
    title: "strict CSP, Trusted Types 'none'",
    run: async (bench) => {
      const { trial, tab } = await openPage(bench, { policy: "strict", track: "5", expose: "1" });
      await until("all of them", () => trial.marks().length === 5);
      const { violations, errors } = await tab.evaluate<{ readonly violations: readonly string[]; readonly errors: readonly string[] }>("seen");
      expect([violations, errors, trial.duplicates()]).toEqual([[], [], 0]);
      await tab.close();
      return "no violation";
    },
  },
];
