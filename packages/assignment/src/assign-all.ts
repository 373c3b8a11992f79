import { assign } from "./assign.ts";
import type { AssignmentContext } from "./assignment-context.ts";
import type { Decision } from "./decision.ts";
import type { Experiment } from "./experiment.ts";
import type { ConditionSupport, CopiedValue } from "./targeting/condition-run.ts";

/** Who is asking, and what is known about the request. */
export interface AssignmentSubject {
  readonly unitId: unknown;
  readonly attributes?: unknown;
  readonly context?: AssignmentContext;
}

/**
 * Decisions of one unit in every experiment, by experiment id, each prerequisite decided before
 * the experiment that asks for it. Decisions passed in the context stand for experiments not listed.
 *
 * A prerequisite that leads back to itself is never met, whichever experiment is listed first.
 */
export function assignAll(
  experiments: readonly Experiment[],
  { unitId, attributes, context = {} }: AssignmentSubject,
): ReadonlyMap<string, Decision> {
  const listed = new Map(experiments.map((experiment) => [experiment.expId, experiment]));
  const decided = new Map<string, Decision>();
  const known = new Map(context.decisions);
  for (const expId of listed.keys()) known.delete(expId);

  // A record that many experiments ask for is walked once, however large.
  const copied = new Map<object, CopiedValue>();

  // Rounds instead of recursion: an experiment is decided once all its listed prerequisites are.
  let waiting = [...listed.values()];
  for (;;) {
    const ready = waiting.filter((experiment) =>
      (experiment.prerequisites ?? []).every(({ expId }) => !listed.has(expId) || decided.has(expId)));
    const round = ready.length === 0 ? waiting : ready;
    const around: AssignmentContext & ConditionSupport = { ...context, decisions: new Map([...known, ...decided]), copied };
    const answers = round.map((experiment) => assign(experiment, unitId, attributes, around));
    for (const answer of answers) decided.set(answer.expId, answer);
    waiting = waiting.filter((experiment) => !decided.has(experiment.expId));
    if (waiting.length === 0) return new Map([...listed.keys()].flatMap((expId) => entry(decided, expId)));
  }
}

function entry(decided: ReadonlyMap<string, Decision>, expId: string): [string, Decision][] {
  const found = decided.get(expId);
  return found === undefined ? [] : [[expId, found]];
}
