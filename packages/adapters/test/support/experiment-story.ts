import { assign } from "@liftproof/assignment";
import type { SilverRow } from "@liftproof/events";
import { loadExperiments } from "@liftproof/experiments";
import type { ExperimentDefinition, Kill, MetricDefinition } from "@liftproof/experiments";
import { eventRow } from "./referral-story.ts";
import { startUs } from "./random-rows.ts";
import type { Random } from "./random.ts";

const hour = 3_600_000_000;
const day = 24 * hour;

const file = (expId: string, rest: string): { readonly path: string; readonly text: string } => ({
  path: `${expId}.yaml`,
  text: `exp_id: ${expId}\nsurface: shop\nvariants: [control, short]\nweights: [1, 1]\nprimary_metric: orders\nphase: 1\nstatus: running\n${rest}schedule: { start: 2026-03-01, max_days: 28 }\nsizing: { baseline: 0.4, mde: 0.9, daily_units: 100 }\n`,
});

/** Two experiments, one of them killed on its third day, that between them use every kind of metric and a segment. */
export function experimentStory(): { readonly experiments: readonly ExperimentDefinition[]; readonly metrics: readonly MetricDefinition[]; readonly kills: readonly Kill[] } {
  const { experiments, metrics, faults } = loadExperiments([file("cta", "coverage: 0.9\nguardrails: [spent, basket, slow]\nsegments: [country, plan]\n"), file("hero", "unit: anonymous\nguardrails: [spent]\n")], {
    metrics: {
      path: "metrics.yaml",
      text:
        "metrics:\n  - { name: orders, kind: rate, event: order.created, agg: any, window: 2d, direction: up }\n  - { name: spent, kind: mean, event: order.created, agg: sum, value: value_minor, window: 2d, direction: up, margin: 1 }\n" +
        "  - { name: basket, kind: ratio, event: order.created, agg: sum, value: value_minor, denominator: { event: order.created, agg: count }, window: 2d, direction: up, margin: 1 }\n" +
        "  - { name: slow, kind: quantile, quantile: 0.9, event: page.view, agg: last, value: millis, window: 2d, direction: down, margin: 0.2 }\n",
    },
  });
  if (faults.length > 0) throw new RangeError(`experiments: expected no fault, got ${JSON.stringify(faults)}`);
  return { experiments, metrics, kills: [{ expId: "hero", phase: 1, atUs: startUs + 3 * day, reason: "broken" }] };
}

/** What people of both experiments report: assignments, exposures, some in two arms, bots, previews, lost events, orders and slow pages. */
export function experimentRows(random: Random, people: number): readonly SilverRow[] {
  const { experiments } = experimentStory();
  return Array.from({ length: people }, (_, person) => {
    const [userId, anonId] = [`p${person}`, `browser-${person}`];
    const atUs = startUs + random.below(60) * hour;
    const rows: SilverRow[] = [];
    const tell = (eventName: string, atEventUs: number, changes: Partial<SilverRow>): void => {
      rows.push(eventRow({ eventId: `${eventName}-${person}-${rows.length}`, eventName, eventTsUs: atEventUs, receivedTsUs: atEventUs + random.below(3) * 1000, userId, anonId, sessionId: "s1", country: random.pick(["DE", "FR", null]), ...changes }));
    };
    for (const experiment of experiments) {
      const unitId = experiment.unit === "anonymous" ? anonId : `u:${userId}`;
      const { variant, inExperiment, reason, bucket } = assign(experiment, unitId);
      const payload = { exp_id: experiment.expId, phase: "1", ...(variant === null ? {} : { variant }), unit_type: experiment.unit, unit_id: unitId, hash_version: "1", bucket: `${bucket ?? 0}`, reason, plan: random.pick(["free", "paid"]) };
      tell("exp.assign", atUs, { payload });
      if (!inExperiment) continue;
      if (random.chance(0.9)) tell("exp.view", atUs + hour, { payload });
      if (random.chance(0.1)) tell("exp.view", atUs + 2 * day, { payload: { ...payload, variant: variant === "short" ? "control" : "short", reason: "sticky" } });
      if (random.chance(0.05)) tell("exp.view", atUs, { payload: { ...payload, reason: "forced" } });
      if (random.chance(0.05)) tell("exp.view", atUs, { payload, labels: { bot_ua: "isbot" } });
    }
    if (random.chance(0.1)) tell("page.view", atUs + 2 * hour, { labels: { dropped_full: "2", dropped_old: "1" } });
    for (let page = random.below(4); page > 0; page--) tell("page.view", atUs + random.below(70) * hour, { payload: { millis: `${random.below(900)}` } });
    for (let order = random.below(3); order > 0; order--) tell("order.created", atUs - day + random.below(100) * hour, { payload: { order_id: `o${person}-${order}`, value_minor: `${random.below(9000)}`, currency: "EUR", is_test: "false" } });
    return rows;
  }).flat();
}
