import * as z from "zod";
import type { LockedExperiment } from "../lock/locked-experiment.ts";

/** The lock file as written. */
export interface LockEntry {
  readonly version: 1;
  readonly experiments: Readonly<Record<string, LockedExperiment>>;
}

const earlierPhase = z.strictObject(
  {
    phase: z.int({ error: "a whole number" }),
    variants: z.array(z.string(), { error: "a list" }),
    control: z.string({ error: "text" }),
    weights: z.array(z.number(), { error: "a list of numbers" }),
    unit: z.string({ error: "text" }),
    salt: z.string({ error: "text" }),
  },
  { error: "a phase that is over" },
);

const change = z.strictObject(
  {
    phase: z.int({ error: "a whole number" }),
    reason: z.string({ error: "text" }),
    before: z.record(z.string(), z.unknown(), { error: "a record of keys" }),
  },
  { error: "a change with its reason" },
);

/** Schema of the lock file; strict, because nobody writes it by hand. */
export const lockFileSchema: z.ZodType<LockEntry, unknown> = z.strictObject(
  {
    version: z.literal(1, { error: "1" }),
    experiments: z.record(
      z.string(),
      z.strictObject(
        {
          status: z.string({ error: "text" }),
          phase: z.int({ error: "a whole number" }),
          coverage: z.number({ error: "a number" }).optional(),
          variants: z.array(z.string(), { error: "a list" }),
          control: z.string({ error: "text" }),
          weights: z.array(z.number(), { error: "a list of numbers" }),
          unit: z.string({ error: "text" }),
          targeting: z.unknown(),
          layer: z.unknown(),
          holdout: z.unknown().optional(),
          prerequisites: z.unknown().optional(),
          salt: z.string({ error: "text" }),
          hash_version: z.literal(1, { error: "1" }),
          surface: z.string({ error: "text" }).optional(),
          public_seo: z.boolean({ error: "true or false" }).optional(),
          groups: z.record(z.string(), z.string({ error: "text" }), { error: "a record of hashes" }).optional(),
          primary_metric: z.string({ error: "text" }).optional(),
          guardrails: z.array(z.string(), { error: "a list" }).optional(),
          decision: z.unknown().optional(),
          sizing: z.unknown().optional(),
          schedule: z.unknown().optional(),
          metrics: z.record(z.string(), z.unknown(), { error: "a record of metrics" }).optional(),
          daily_units: z.number({ error: "a number" }).nullable().optional(),
          segments: z.array(z.string(), { error: "a list" }).optional(),
          changes: z.array(change, { error: "a list of changes" }).optional(),
          earlier: z.array(earlierPhase, { error: "a list of phases" }).optional(),
        },
        { error: "a locked experiment" },
      ),
      { error: "a record of experiments" },
    ),
  },
  { error: "a lock file as liftproof check --write-lock writes it" },
);
