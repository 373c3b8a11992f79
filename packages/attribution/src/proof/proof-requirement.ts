/** What proof does to the rule; see `AttributionRules.proofMode`. */
export type ProofMode = "off" | "report" | "enforce";

/** A campaign or a partner whose claims need proof; exactly one of the two, compared without regard to ASCII case. */
export interface ProofRequirement {
  readonly campaign?: string;
  readonly partner?: string;
  /** The keys whose tokens prove it. While the circuit breaker has lowered all of them, nothing is rejected for want of them; absent: never lowered. */
  readonly keyIds?: readonly string[];
}

/** The requirement as labels are kept: without space around its name. */
export function trimmedRequirement({ campaign, partner, ...rest }: ProofRequirement): ProofRequirement {
  return { ...(campaign === undefined ? {} : { campaign: campaign.trim() }), ...(partner === undefined ? {} : { partner: partner.trim() }), ...rest };
}

/** @throws RangeError unless the requirement names a campaign or a partner, and not both. */
export function requireRequirement({ campaign, partner, keyIds }: ProofRequirement): void {
  const named = campaign ?? partner;
  if ((campaign === undefined) === (partner === undefined) || named === "") {
    throw new RangeError("requireProof: expected a campaign or a partner in each entry, got both or none");
  }
  if (keyIds !== undefined && keyIds.length === 0) throw new RangeError(`requireProof: expected at least one key id for ${named}, or no keyIds at all`);
}
