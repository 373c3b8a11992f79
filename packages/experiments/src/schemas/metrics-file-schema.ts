import * as z from "zod";
import type { MetricEntry } from "./metric-schema.ts";
import { eventNameSchema, metricSchema } from "./metric-schema.ts";

/** metrics.yaml as written. */
export interface MetricsEntry {
  readonly metrics: readonly MetricEntry[];
  readonly events?: readonly string[] | undefined;
}

/** Schema of metrics.yaml. */
export const metricsFileSchema: z.ZodType<MetricsEntry, unknown> = z.strictObject(
  {
    metrics: z.array(metricSchema, { error: "a list of metrics" }),
    events: z.array(eventNameSchema, { error: "a list of names of events" }).optional()
      .describe("Events of your own (defineEvent), beside those of the catalogue"),
  },
  { error: "a record with the key metrics" },
);
