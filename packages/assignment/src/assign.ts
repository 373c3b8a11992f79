import type { AssignmentContext } from "./assignment-context.ts";
import { coverageCut } from "./coverage-cut.ts";
import { cutPoints } from "./cut-points.ts";
import type { Decision, DecisionReason } from "./decision.ts";
import { experimentSalt } from "./experiment-salt.ts";
import type { Experiment } from "./experiment.ts";
import { murmur3 } from "./murmur3.ts";
import { matchesCondition } from "./targeting/matches-condition.ts";
import { unitIdFault } from "./unit-id-fault.ts";

const nothing: AssignmentContext = {};

/**
 * What a unit sees of an experiment, and why.
 *
 * Depends on its arguments alone. The order of the rules: a kill; who may be assigned at all
 * (identity, crawlers); a forced variant; the life of the experiment; holdout and prerequisites; an
 * earlier assignment of the same phase; targeting; layer; coverage; the hash. Each stage with
 * something to decide draws its own hash.
 *
 * @param unitId - Text; anything else is `invalid_identity`, except that `null`, meaning "there is
 *   none", sees control on a public surface like every visitor without an identity.
 * @param attributes - Read by targeting only. No value in it can raise an exception.
 * @throws RangeError when weights do not match variants or coverage lies outside [0, 1], and the
 *   stage that needs them is reached. Validated config never does.
 */
// oxlint-disable-next-line max-params -- the published signature: what, who, what is known of them, what is around
export function assign(
  experiment: Experiment,
  unitId: unknown,
  attributes?: unknown,
  context: AssignmentContext = nothing,
): Decision {
  if (experiment.status === "killed" || context.killed?.has(experiment.expId) === true) {
    return control(experiment, "killed");
  }
  const barred = barredIdentity(experiment, unitId, context);
  if (barred !== undefined) return control(experiment, barred);
  // `barredIdentity` has let through nothing but valid text.
  const unit = unitId as string;

  const forced = context.forced?.get(experiment.expId);
  if (forced !== undefined && experiment.variants.includes(forced)) {
    return inside(experiment, forced, "forced");
  }
  const idle = idleLife(experiment, context) ?? heldBack(experiment, unit, context);
  if (idle !== undefined) return control(experiment, idle);

  const sticky = context.sticky?.get(experiment.expId);
  if (sticky?.phase === (experiment.phase ?? 1) && experiment.variants.includes(sticky.variant)) {
    return inside(experiment, sticky.variant, "sticky");
  }
  const outside = outsideScope(experiment, unit, { attributes, context });
  return outside === undefined ? hashed(experiment, unit) : control(experiment, outside);
}

function barredIdentity(
  { publicSeo }: Experiment,
  unitId: unknown,
  { policy = "identity", crawler, durableIdentity }: AssignmentContext,
): DecisionReason | undefined {
  const ruled = policy !== "same-as-user" && publicSeo === true;
  if (unitId === null && ruled) return "no_identity_control";
  if (unitIdFault(unitId) !== undefined) return "invalid_identity";
  if (ruled && durableIdentity !== true) return "no_identity_control";
  return crawler === true && policy === "identity" ? "crawler_control" : undefined;
}

function idleLife({ status, startUs, endUs }: Experiment, { nowUs }: AssignmentContext): DecisionReason | undefined {
  if (status === "draft" || status === "stopped") return status;
  if (nowUs === undefined) return undefined;
  if (startUs !== undefined && nowUs < startUs) return "not_started";
  return endUs !== undefined && nowUs >= endUs ? "ended" : undefined;
}

function heldBack(
  { holdout, prerequisites }: Experiment,
  unit: string,
  { decisions }: AssignmentContext,
): DecisionReason | undefined {
  if (holdout !== undefined && within("layer", holdout.id, { unit, from: 0, to: holdout.share })) return "holdout";
  for (const { expId, variants } of prerequisites ?? []) {
    const earlier = decisions?.get(expId);
    if (earlier?.inExperiment !== true || !variants.some((variant) => variant === earlier.variant)) {
      return "prerequisite";
    }
  }
  return undefined;
}

function outsideScope(
  experiment: Experiment,
  unit: string,
  { attributes, context }: { readonly attributes: unknown; readonly context: AssignmentContext },
): DecisionReason | undefined {
  const { targeting, layer, coverage = 1 } = experiment;
  if (targeting !== undefined && !matchesCondition(targeting, attributes, context)) return "not_targeted";
  if (layer !== undefined) {
    const [from, to] = layer.slots;
    if (!within("layer", layer.id, { unit, from, to })) return "outside_layer";
  }
  if (coverage === 1) return undefined;
  const covered = within("coverage", experimentSalt(experiment), { unit, from: 0, to: coverage });
  return covered ? undefined : "outside_coverage";
}

/** Whether a unit lies in a half-open share of a circle; the ends of the circle need no hash. */
function within(
  purpose: "layer" | "coverage",
  salt: string,
  { unit, from, to }: { readonly unit: string; readonly from: number; readonly to: number },
): boolean {
  const lower = coverageCut(from);
  const upper = coverageCut(to);
  if (lower >= upper) return false;
  if (lower === 0 && upper === 4294967296) return true;
  const point = murmur3(purpose, salt, unit);
  return lower <= point && point < upper;
}

function hashed(experiment: Experiment, unit: string): Decision {
  const { variants, weights } = experiment;
  if (variants.length !== weights.length || variants.length === 0) {
    throw new RangeError(`weights: expected one per variant (${variants.length}), got ${weights.length}`);
  }
  const cuts = cutPoints(weights);
  if (variants.length === 1) return inside(experiment, variants[0] ?? null, "assigned");
  const bucket = murmur3("assign", experimentSalt(experiment), unit);
  let arm = 0;
  while (bucket >= (cuts[arm] ?? Infinity)) arm += 1;
  return {
    variant: variants[arm] ?? null,
    inExperiment: true,
    reason: "assigned",
    bucket,
    hashVersion: 1,
    expId: experiment.expId,
    phase: experiment.phase ?? 1,
  };
}

// The same literal three times: copying a record field by field costs more than hashing the unit.
function inside(experiment: Experiment, variant: string | null, reason: DecisionReason): Decision {
  return {
    variant,
    inExperiment: true,
    reason,
    bucket: null,
    hashVersion: 1,
    expId: experiment.expId,
    phase: experiment.phase ?? 1,
  };
}

function control(experiment: Experiment, reason: DecisionReason): Decision {
  return {
    variant: reason === "invalid_identity" ? null : (experiment.control ?? experiment.variants[0] ?? null),
    inExperiment: false,
    reason,
    bucket: null,
    hashVersion: 1,
    expId: experiment.expId,
    phase: experiment.phase ?? 1,
  };
}
