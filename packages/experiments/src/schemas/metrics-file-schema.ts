import * as z from "zod";
import type { MetricEntry } from "./metric-schema.ts";
import { metricSchema } from "./metric-schema.ts";

/** Schema of metrics.yaml. */
export const metricsFileSchema: z.ZodType<{ readonly metrics: readonly MetricEntry[] }, unknown> = z.strictObject(
  { metrics: z.array(metricSchema, { error: "a list of metrics" }) },
  { error: "a record with the key metrics" },
);
