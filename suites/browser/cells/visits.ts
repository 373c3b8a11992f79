import { type Experiment, assign } from "@liftproof/assignment";
import { expect } from "vitest";
import { type Cell, openPage, settle, until } from "./cell.ts";

const token = "Ggdq5oEABaABI0VniavN7wAAEmdPFovcNrSaMmzp6idD2Sd1";
/** Two variants of which one hash decides, and a part that stays outside. */
const experiment: Experiment = { expId: "module", status: "running", variants: ["a", "b", "c"], weights: [1, 2, 1], coverage: 0.9 };
const units = Array.from({ length: 300 }, (_, at) => `unit-${at}-é😀`);

export const visitCells: readonly Cell[] = [
  {
    title: "touch: campaign, token, referrer",
    run: async (bench) => {
      const elsewhere = await bench.site.trial();
      const { trial, tab } = { trial: await bench.site.trial(), tab: await bench.engine.open() };
      await tab.goto(`${elsewhere.origin}/blank?private=1`);
      const landing = trial.page({ ct: token, utm_source: "news", utm_term: "shoes", gclid: "g-1" });
      await tab.evaluate(`void setTimeout(() => location.assign(${JSON.stringify(landing)}))`);
      await until("the landing", () => trial.named("landing.view").length === 1);
      expect(trial.arrived[0]).toMatchObject({ click_token: token, utm_source: "news", click_id_kind: "gclid", referrer: elsewhere.origin, payload: { utm_term: "shoes", click_id: "g-1" } });
      expect(JSON.stringify(trial.arrived)).not.toContain("private");
      await tab.goto(trial.page());
      await until("a second view", () => trial.named("page.view").length === 1);
      expect(await tab.evaluate("capture.touch()")).toMatchObject({ click_token: token, utm_source: "news", referrer: elsewhere.origin });
      await tab.close();
      return "kept; another site's origin only";
    },
  },
  {
    title: "a click token, confirmed by a key",
    alone: true,
    run: async (bench) => {
      const { trial, tab } = await openPage(bench, { ct: token });
      await tab.front();
      await until("the landing", () => trial.named("landing.view").length === 1);
      await tab.evaluate("void document.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true }))");
      await settle();
      expect(trial.named("landing.view").map(({ payload }) => payload?.["confirmed"])).toEqual([false]);
      await tab.press("a");
      await until("the confirmation", () => trial.named("landing.view").length === 2);
      await tab.press("a");
      await settle();
      expect(trial.named("landing.view").map(({ payload, click_token }) => [payload?.["confirmed"], click_token])).toEqual([[false, token], [true, token]]);
      await tab.close();
      return "by a person's key once, by a script's never";
    },
  },
  {
    title: "routes of a page that never loads again",
    run: async (bench) => {
      const { trial, tab } = await openPage(bench, { expose: "1" });
      await until("the exposures", () => trial.named("exp.view").length === 2);
      await tab.evaluate(`void (history.pushState({ step: 2 }, "", "/page/two?kept=1&ct=${token}"), capture.route(), capture.expose("cta", "short"))`);
      await until("the view", () => trial.named("page.view").length === 1);
      await settle();
      expect([trial.named("page.view").map((event) => event["page_path"]), trial.named("exp.view").length, trial.duplicates()]).toEqual([["/page/two"], 2, 0]);
      expect(await tab.evaluate("[location.search, history.state]")).toEqual(["?kept=1", { step: 2 }]);
      await tab.close();
      return "a view each, exposed once, stripped";
    },
  },
  {
    title: "as a module, assigned in the page",
    run: async (bench) => {
      const { trial, tab } = await openPage(bench, { consent: "later", module: "1" });
      const given = await tab.evaluate<readonly Readonly<Record<string, unknown>>[]>(`${JSON.stringify(units)}.map((unit) => modules.pageAssignments([${JSON.stringify(experiment)}], unit).module)`);
      const wanted = units.map((unit) => assign(experiment, unit));
      expect(given.map(({ variant, reason, bucket }) => [variant, reason, bucket])).toEqual(wanted.map(({ variant, reason, bucket }) => [variant, reason, bucket]));
      const unit = units[wanted.findIndex(({ reason }) => reason === "assigned")] ?? "";
      const data = `{ unit_id: "${unit}", unit_type: "anon", assignments: modules.pageAssignments([${JSON.stringify(experiment)}], "${unit}") }`;
      await tab.evaluate(`void (window.capture = modules.createCapture({ collector: ${JSON.stringify(trial.collector)}, consent: "granted", data: ${data} }).start(), capture.expose("module", capture.variant("module")))`);
      await until("the exposure", () => trial.named("exp.view").length === 1);
      const { variant, bucket } = assign(experiment, unit);
      expect(trial.named("exp.view")[0]?.payload).toMatchObject({ exp_id: "module", unit_id: unit, variant, bucket });
      expect([await tab.evaluate("seen.errors"), trial.refused]).toEqual([[], []]);
      await tab.close();
      return `${units.length} units as on the server`;
    },
  },
  {
    title: "no keepalive: beacons, on close",
    run: async (bench) => {
      const { trial, tab } = await openPage(bench, { kind: "no-keepalive" });
      await until("the landing", () => trial.arrived.length === 1);
      await tab.leave("track(1, 5)");
      await until("all of them", () => trial.marks().length === 5);
      await settle();
      expect([new Set(trial.marks()).size, trial.duplicates(), trial.refused]).toEqual([5, 0, []]);
      return "5/5, once each";
    },
  },
  {
    title: "neither keepalive nor beacons",
    run: async (bench) => {
      const { trial, tab } = await openPage(bench, { kind: "plain", track: "5" });
      await until("all of them", () => trial.marks().length === 5);
      await until("an empty journal", async () => (await tab.evaluate("waiting()")) === 0);
      expect([new Set(trial.marks()).size, trial.duplicates(), await tab.evaluate("seen.errors")]).toEqual([5, 0, []]);
      await tab.close();
      return "all arrive while the page stays";
    },
  },
];
