import * as z from "zod";
import type { MetricAggregation, MetricKind } from "../config/metric-definition.ts";
import { positiveSchema } from "./positive-schema.ts";
import { idSchema } from "./id-schema.ts";

/** What is counted or summed under a ratio. */
export interface DenominatorEntry {
  readonly event: string;
  readonly value?: string | undefined;
  readonly agg?: MetricAggregation | undefined;
}

/** A metric as written. */
export interface MetricEntry {
  readonly name: string;
  readonly kind: MetricKind;
  /** `checkout.complete` when absent; rates alone may leave it out. */
  readonly event?: string | undefined;
  readonly value?: string | undefined;
  readonly agg?: MetricAggregation | undefined;
  readonly denominator?: DenominatorEntry | undefined;
  readonly quantile?: number | undefined;
  readonly window?: string | undefined;
  readonly direction: "up" | "down";
  readonly margin?: number | undefined;
  readonly currency?: string | undefined;
}

/** The name of an event. */
export const eventNameSchema: z.ZodType<string, unknown> = z.string({ error: "the name of an event" }).regex(/^[a-z0-9_.]+$/, "the name of an event");
const event = eventNameSchema;
const value = z.string({ error: "a payload key" }).min(1, "a payload key");
const agg = z.enum(["any", "sum", "count", "last"], { error: "any, sum, count or last" });

/** Schema of one metric, in metrics.yaml or inline. */
export const metricSchema: z.ZodType<MetricEntry, unknown> = z.strictObject(
  {
    name: idSchema,
    kind: z.enum(["rate", "mean", "ratio", "quantile"], { error: "rate, mean, ratio or quantile" }),
    event: event.optional().describe("checkout.complete when absent, of a rate; every other kind names its event"),
    value: value.optional(),
    agg: agg.optional().describe("any for rates; else sum of value, or count without one"),
    denominator: z.strictObject({ event, value: value.optional(), agg: agg.optional() }, { error: "a record with event" }).optional(),
    quantile: z.number({ error: "a number between 0 and 1" }).gt(0, "a number above 0").lt(1, "a number below 1").optional(),
    window: z.string({ error: "a length of time such as 7d" }).regex(/^[1-9][0-9]{0,4}[dhm]$/, "a length of time such as 7d, 12h or 30m").optional()
      .describe("From a unit's first exposure; 7d when absent"),
    direction: z.enum(["up", "down"], { error: "up or down, whichever is good" }),
    currency: z.string({ error: "a currency code such as EUR" }).regex(/^[A-Z]{3}$/, "a currency code such as EUR").optional()
      .describe("Of a value in whole minor units (cents), so that reports show 16.68 EUR and not 1668; nothing is converted"),
    margin: positiveSchema.optional().describe("Largest acceptable loss of a guardrail, in units of the metric"),
  },
  { error: "a record that describes one metric" },
);
