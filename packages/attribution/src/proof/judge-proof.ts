import type { AttributionRules } from "../attribution-rules.ts";
import { judgedTouch } from "./judged-touch.ts";
import type { ProofKnowledge } from "./proof-knowledge.ts";
import { proofStates } from "./proof-states.ts";
import type { JudgedTouch, Touch } from "../touch.ts";

/**
 * Every touch with its proof judged, in the given order, reloads included.
 *
 * The touches must be all of those received up to the watermark: a nonce may belong to somebody else.
 */
export function judgeProof(touches: readonly Touch[], rules: AttributionRules, known: ProofKnowledge = {}): readonly JudgedTouch[] {
  const states = proofStates(touches.filter(({ viewThrough }) => viewThrough !== true), known);
  return touches.map((touch) => judgedTouch(touch, states.get(touch) ?? null, { rules, known }));
}
