import type { EpochMicros } from "@liftproof/events";
import { asciiFold } from "../channels/ascii-fold.ts";
import type { TouchLabels } from "../touch.ts";
import type { LoweredKey } from "./proof-knowledge.ts";
import type { ProofRequirement } from "./proof-requirement.ts";

/** A claim as far as a requirement looks at it. */
export interface Claim {
  readonly labels: TouchLabels;
  /** The partner a token names; `null` without one. */
  readonly partner: string | null;
  readonly receivedTsUs: EpochMicros;
}

/**
 * Whether a claim without proof names a campaign or partner that requires it. A partner is named by a token or, where
 * the token was stripped, by the source.
 */
export function isUnprovenClaim({ labels, partner, receivedTsUs }: Claim, requirements: readonly ProofRequirement[], lowered: readonly LoweredKey[]): boolean {
  const isLowered = (keyId: string): boolean =>
    lowered.some((stretch) => stretch.keyId === keyId && receivedTsUs >= stretch.fromUs && receivedTsUs <= (stretch.toUs ?? Infinity));
  return requirements.some((requirement) => {
    const names = requirement.campaign === undefined ? [labels.source, partner] : [labels.campaign];
    const wanted = asciiFold(requirement.campaign ?? requirement.partner ?? "");
    if (!names.some((name) => name !== null && asciiFold(name) === wanted)) return false;
    return requirement.keyIds === undefined || !requirement.keyIds.every(isLowered);
  });
}
