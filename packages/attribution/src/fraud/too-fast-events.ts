import type { EpochMicros } from "@liftproof/events";
import { firstReceipts } from "../first-receipts.ts";
import type { TouchJudging } from "../proof/judged-touch.ts";
import { judgedTouch } from "../proof/judged-touch.ts";
import type { ProofStates } from "../proof/proof-states.ts";
import type { JudgedTouch } from "../touch.ts";
import type { TouchGroups } from "../touch-groups.ts";
import { withoutToken } from "../proof/without-token.ts";
import { fraudRejections } from "./fraud-rejections.ts";

const none: ReadonlySet<string> = new Set();

/** How the events to be counted are judged. */
export interface Counting extends TouchJudging {
  readonly watermarkUs: EpochMicros;
}

/**
 * The event ids that the fraud filter takes out; counted over the touches of everybody, because a key may be shared by many identities.
 *
 * @param states - What the tokens prove; `null` when no token is read.
 */
export function tooFastEvents({ touches }: TouchGroups, states: ProofStates | null, { watermarkUs, ...judging }: Counting): ReadonlySet<string> {
  const { fraud } = judging.rules;
  if (fraud === null) return none;
  const judged: JudgedTouch[] = [];
  for (const touch of firstReceipts(touches.filter((read) => read.receivedTsUs <= watermarkUs && read.viewThrough !== true))) {
    const state = states?.get(touch) ?? null;
    if (state !== "reload") judged.push(judgedTouch(states === null ? withoutToken(touch) : touch, state, judging));
  }
  return fraudRejections(judged, fraud);
}
