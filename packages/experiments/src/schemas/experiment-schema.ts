import { unitIdFault } from "@liftproof/assignment";
import * as z from "zod";
import type { MetricEntry } from "./metric-schema.ts";
import { metricSchema } from "./metric-schema.ts";
import { idSchema } from "./id-schema.ts";
import { positiveSchema } from "./positive-schema.ts";
import { shareSchema } from "./share-schema.ts";
import { dateTextSchema } from "./date-text-schema.ts";

/** An experiment file as written: snake_case keys, defaults not yet filled in. */
export interface ExperimentEntry {
  readonly exp_id: string;
  readonly question?: string | undefined;
  readonly surface: string;
  readonly unit?: string | undefined;
  readonly variants: readonly string[];
  readonly control?: string | undefined;
  readonly weights: readonly number[];
  readonly coverage?: number | undefined;
  readonly layer?: { readonly id: string; readonly slots: readonly [number, number] } | undefined;
  readonly holdout?: { readonly id: string; readonly share: number } | undefined;
  readonly prerequisites?: readonly { readonly exp_id: string; readonly variants: readonly string[] }[] | undefined;
  readonly targeting?: Readonly<Record<string, unknown>> | undefined;
  readonly primary_metric: string | MetricEntry;
  readonly guardrails?: readonly (string | MetricEntry)[] | undefined;
  readonly segments?: readonly string[] | undefined;
  readonly decision?: {
    readonly rule?: "fixed" | "sequential" | "bayesian" | undefined;
    readonly estimate?: "raw" | "cuped" | undefined;
  } | undefined;
  readonly sizing?: {
    readonly baseline?: number | undefined;
    readonly mde?: number | undefined;
    readonly power?: number | undefined;
    readonly alpha?: number | undefined;
    readonly daily_units?: number | undefined;
    readonly sd?: number | undefined;
    readonly cuped_r2?: number | undefined;
    readonly override?: string | undefined;
  } | undefined;
  readonly schedule?: { readonly start?: string | undefined; readonly max_days?: number | undefined } | undefined;
  readonly phase?: number | undefined;
  readonly salt?: string | undefined;
  readonly hash_version?: 1 | undefined;
  readonly status: "draft" | "running" | "stopped" | "killed";
}

const expId = z.string({ error: "text" }).regex(/^(?!__proto__$)[a-z0-9_.-]+$/, "letters a-z, digits and _ . -");
const variants = z.array(idSchema, { error: "a list of variant names" });
const rate = z.number({ error: "a number between 0 and 1" }).gt(0, "a number above 0").lt(1, "a number below 1");

const SMALL_EFFECT = "a share of the baseline above -1 and below 10, as in 0.1 for 10 %";

/** Schema of an experiment file. Its messages state what is expected; rules across keys are checked elsewhere. */
export const experimentSchema: z.ZodType<ExperimentEntry, unknown> = z.strictObject(
  {
    exp_id: expId.describe("Unique name, also the default salt"),
    question: z.string({ error: "text" }).optional(),
    surface: z.string({ error: "the name of a surface" }).min(1, "the name of a surface"),
    unit: idSchema.optional().describe("identity (default), anonymous, session or a declared unit"),
    variants: variants.min(2, "at least two variants").describe("The first is control unless control names another"),
    control: idSchema.optional(),
    weights: z.array(positiveSchema, { error: "a list of positive numbers" }),
    coverage: shareSchema.optional().describe("Share of eligible units; raising it never moves a unit"),
    layer: z.strictObject(
      { id: idSchema, slots: z.tuple([shareSchema, shareSchema], { error: "two shares, [from, to]" }) },
      { error: "a record with id and slots" },
    ).optional(),
    holdout: z.strictObject({ id: idSchema, share: shareSchema }, { error: "a record with id and share" }).optional(),
    prerequisites: z.array(
      z.strictObject({ exp_id: expId, variants: variants.min(1, "at least one variant") }, { error: "a record with exp_id and variants" }),
      { error: "a list of prerequisites" },
    ).optional(),
    targeting: z.record(z.string(), z.unknown(), { error: "a record of attributes and operators" }).optional(),
    primary_metric: z.union([z.string(), metricSchema], { error: "the name of a metric, or a metric" }),
    guardrails: z.array(z.union([z.string(), metricSchema], { error: "the name of a metric, or a metric" }), { error: "a list of metrics" }).optional(),
    segments: z.array(z.string({ error: "a name such as country" }).regex(/^[A-Za-z0-9_.-]+$/, "a name such as country"), { error: "a list of names such as country" })
      .max(5, "at most 5 names, for each is one more way to be wrong").optional()
      .describe("Results are shown beside by these: columns of an event such as country, or keys of the exposure's payload; they decide nothing"),
    decision: z.strictObject(
      {
        rule: z.enum(["fixed", "sequential", "bayesian"], { error: "fixed, sequential or bayesian" }).optional(),
        estimate: z.enum(["raw", "cuped"], { error: "raw or cuped" }).optional(),
      },
      { error: "a record with rule and estimate" },
    ).optional(),
    sizing: z.strictObject(
      {
        baseline: z.number({ error: "a number" }).optional(),
        mde: z.number({ error: "a relative effect such as 0.05" }).refine((value) => value !== 0, "an effect other than 0")
          .gt(-1, SMALL_EFFECT).lt(10, SMALL_EFFECT).optional().describe("Relative to the baseline: 0.05 is five percent of it"),
        power: rate.optional(),
        alpha: rate.optional(),
        daily_units: positiveSchema.optional(),
        sd: positiveSchema.optional(),
        cuped_r2: z.number({ error: "a number" }).gte(0, "a share in [0, 1)").lt(1, "a share in [0, 1)").optional(),
        override: z.string({ error: "a written reason" }).trim().min(10, "a written reason of at least 10 characters").optional(),
      },
      { error: "a record with baseline and mde" },
    ).optional(),
    schedule: z.strictObject(
      { start: dateTextSchema.optional(), max_days: z.int({ error: "a whole number of days" }).gte(1, "at least 1 day").lte(366, "at most 366 days").optional() },
      { error: "a record with start and max_days" },
    ).optional(),
    phase: z.int({ error: "a whole number" }).gte(1, "a whole number of at least 1").optional(),
    salt: z.string({ error: "text" }).refine((text) => unitIdFault(text) === undefined, "1 to 512 bytes of text without U+001F").optional(),
    hash_version: z.literal(1, { error: "1" }).optional(),
    status: z.enum(["draft", "running", "stopped", "killed"], { error: "draft, running, stopped or killed" }),
  },
  { error: "a record that describes one experiment" },
);
