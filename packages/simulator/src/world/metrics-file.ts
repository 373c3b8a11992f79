import type { TextFile } from "./experiment-file.ts";

/** The metrics the experiments name, as YAML. Revenue is in minor units of EUR. */
export const metricsFile: TextFile = {
  path: "metrics.yaml",
  text: `metrics:
  - name: order_rate
    kind: rate
    event: order.created
    agg: any
    window: 7d
    direction: up
  - name: revenue_per_user
    kind: mean
    event: order.created
    value: value_minor
    currency: EUR
    agg: sum
    window: 7d
    direction: up
  # Four tenths of the rate as it stands (about 1.9 %): the least harm this traffic can rule out.
  - name: support_rate
    kind: rate
    event: support.opened
    agg: any
    window: 7d
    direction: down
    margin: 0.008
`,
};
