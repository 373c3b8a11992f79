import type { AwardStanding, ReferralDecision } from "@liftproof/attribution";
import type { EpochMicros } from "@liftproof/events";
import { createTable, referralDecisionsTable } from "@liftproof/lake";
import { appendRows } from "../append-rows.ts";
import { instantText } from "../instant-text.ts";
import type { Lake } from "../open-lake.ts";
import { transaction } from "../transaction.ts";
import { readReferralAwards } from "./read-referral-awards.ts";
import type { ReferralAward } from "./read-referral-awards.ts";

/** One decision about the awards of some orders. */
export interface ReferralDecisions {
  readonly kind: ReferralDecision["kind"];
  readonly orderIds: readonly string[];
  readonly atUs: EpochMicros;
  readonly recordedUs: EpochMicros;
  /** What somebody will want to read in a year. */
  readonly note: string | null;
}

/**
 * What became of a decision: `recorded`, `recorded_before` and waiting for a build, `done_before` in the ledger; or why it may not be
 * made: `no_award`, the state that rules it out, `decided_otherwise` by a decision that waits, or `too_early` for the award or its approval.
 */
export type DecisionOutcome = "recorded" | "recorded_before" | "done_before" | "no_award" | AwardStanding["state"] | "decided_otherwise" | "too_early";

/** The decision about one order. */
export interface DecidedReferral {
  readonly orderId: string;
  readonly outcome: DecisionOutcome;
}

const acceptable: ReadonlySet<DecisionOutcome> = new Set(["recorded", "recorded_before", "done_before"]);

/** Whether a decision stands, by now or by before. */
export function isDecided({ outcome }: DecidedReferral): boolean {
  return acceptable.has(outcome);
}

/**
 * Records decisions about awards for the next build to follow, all or none: one that may not be made keeps the others from being recorded.
 *
 * The same decision twice is once. The ledger itself is left to builds, which know what else happened.
 */
export async function decideReferrals(lake: Lake, decisions: ReferralDecisions): Promise<readonly DecidedReferral[]> {
  const { kind, atUs, recordedUs, note } = decisions;
  return transaction(lake, async () => {
    const awards = new Map((await readReferralAwards(lake)).map((award) => [award.award.orderId, award]));
    const decided = [...new Set(decisions.orderIds)].map((orderId) => ({ orderId, outcome: outcomeOf(awards.get(orderId), kind, atUs) }));
    const fresh = decided.filter(({ outcome }) => outcome === "recorded");
    if (fresh.length > 0 && decided.every(isDecided)) {
      await lake.run(createTable(referralDecisionsTable, { engine: "duckdb" }));
      await appendRows(lake, referralDecisionsTable.name, fresh.map(({ orderId }) => [kind, orderId, instantText(atUs), note, instantText(recordedUs)]));
    }
    return decided;
  });
}

const doneStates = { approve: "approved", pay: "paid", void: "void" } as const satisfies Record<ReferralDecision["kind"], AwardStanding["state"]>;

function outcomeOf(award: ReferralAward | undefined, kind: ReferralDecision["kind"], atUs: EpochMicros): DecisionOutcome {
  if (award === undefined) return "no_award";
  const { state, waiting, approvedUs } = award;
  if (state === doneStates[kind]) return "done_before";
  if (waiting !== null) return waiting.kind === kind ? "recorded_before" : "decided_otherwise";
  if (kind === "pay") {
    if (state !== "approved") return state;
    return approvedUs !== null && approvedUs <= atUs ? "recorded" : "too_early";
  }
  if (state !== "pending" && state !== "approved") return state;
  return award.award.atUs <= atUs ? "recorded" : "too_early";
}
