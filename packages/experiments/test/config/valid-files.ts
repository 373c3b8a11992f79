import type { ConfigFile, ConfigOptions } from "@liftproof/experiments";

/** A complete, valid experiment; the tests change one thing at a time. */
export const checkoutText = `exp_id: checkout_cta
question: Does the short form sell more?
surface: checkout
unit: identity
variants: [control, short_form]
weights: [50, 50]
coverage: 0.8
layer: { id: checkout, slots: [0, 0.5] }
targeting:
  country: { $in: [DE, FR, NO] }
  appVersion: { $vgte: "2.3.0" }
primary_metric: order_rate
guardrails: [refund_rate]
sizing: { baseline: 0.041, mde: 0.1, power: 0.8, alpha: 0.05, daily_units: 20000 }
schedule: { start: 2026-12-01, max_days: 28 }
phase: 1
hash_version: 1
status: running
`;

export const metricsText = `metrics:
  - { name: order_rate, kind: rate, event: order.created, window: 14d, direction: up }
  - { name: refund_rate, kind: rate, event: order.refunded, direction: down, margin: 0.002 }
  - { name: revenue, kind: mean, event: order.created, value: total_minor, currency: EUR, direction: up }
  - name: basket
    kind: ratio
    event: order.created
    value: total_minor
    denominator: { event: order.created }
    direction: up
  - { name: slow, kind: quantile, quantile: 0.95, event: page.view, value: load_ms, agg: last, direction: down, margin: 200 }
  - { name: load_time, kind: quantile, quantile: 0.95, event: page.view, value: load_ms, agg: last, direction: down }
`;

const surfacesText = `surfaces:
  - { name: checkout }
  - { name: home, public_seo: true }
  - { name: imprint, protected: true }
units: [household]
`;

export const checkoutFile: ConfigFile = { path: "config/experiments/checkout_cta.yaml", text: checkoutText };
export const references: ConfigOptions = {
  metrics: { path: "config/metrics.yaml", text: metricsText },
  surfaces: { path: "config/surfaces.yaml", text: surfacesText },
};

/** The valid experiment with some of its text replaced. */
export function changed(...replacements: readonly (readonly [string, string])[]): ConfigFile {
  let text = checkoutText;
  for (const [from, to] of replacements) {
    if (!text.includes(from)) throw new Error(`no such text: ${from}`);
    text = text.replace(from, to);
  }
  return { ...checkoutFile, text };
}
