import type { GuardAction, GuardEvidence, Unwatched } from "./guard-decision.ts";
import type { GuardInput } from "./guard-input.ts";
import { guardrailHarm } from "./guardrail-harm.ts";

/** One-sided, over all looks, shared out over the guardrails. */
const KILL_LEVEL = 0.01;
const ALERT_LEVEL = 0.05;

/**
 * What the guard sees of one guardrail: every treatment against the control, or why nobody watches it.
 *
 * @throws RangeError when the guardrail has no definition with a margin.
 */
export function guardrailEvidence(name: string, { experiment, metrics, moments }: GuardInput): readonly GuardEvidence[] {
  const definition = metrics.find((metric) => metric.name === name);
  const margin = definition?.margin ?? null;
  if (definition === undefined || margin === null) {
    throw new RangeError(`metrics: expected a definition of the guardrail ${name} with a margin, got none`);
  }
  const unwatched = (why: Unwatched): readonly GuardEvidence[] => [{ kind: "unwatched", action: "none", metric: name, why }];
  const found = moments.find(({ metric }) => metric === name);
  if (found === undefined) return unwatched("no_moments");
  const plannedUnits = experiment.gate.sizing?.confidenceSequenceN;
  if (plannedUnits === undefined) return unwatched("no_planned_units");
  const guardrails = experiment.guardrails.length;
  return experiment.variants
    .filter((variant) => variant !== experiment.control)
    .map((treatment): GuardEvidence => {
      const harmBeyond = (allowed: number, alpha: number): ReturnType<typeof guardrailHarm> =>
        guardrailHarm(found, { control: experiment.control, treatment }, { margin: allowed, alpha, plannedUnits, direction: definition.direction });
      const [toKill, toAlert] = [harmBeyond(margin, KILL_LEVEL / guardrails), harmBeyond(0, ALERT_LEVEL / guardrails)];
      const action: GuardAction = isOver(toKill, margin) ? "kill" : isOver(toAlert, 0) ? "alert" : "none";
      return {
        kind: "guardrail", action, metric: name, treatment, margin,
        harmAtLeast: typeof toKill === "number" ? toKill : null,
        tooEarly: typeof toKill === "string" ? toKill : null,
      };
    });
}

function isOver(harm: ReturnType<typeof guardrailHarm>, allowed: number): boolean {
  return typeof harm === "number" && harm > allowed;
}
