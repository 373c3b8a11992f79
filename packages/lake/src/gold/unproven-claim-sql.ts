import { asciiFold } from "@liftproof/attribution";
import type { ProofRequirement } from "@liftproof/attribution";
import { integerLiteral, textLiteral } from "../sql/quote.ts";
import type { GoldOptions } from "./gold-options.ts";

/** True where a touch of `told` claims a campaign or partner that needs proof, and has none; the same meaning as `isUnprovenClaim` of @liftproof/attribution. */
export function unprovenClaimSql(options: GoldOptions): string {
  const { rules } = options;
  if (rules.proofMode !== "enforce" || rules.requireProof.length === 0) return "FALSE";
  const claims = rules.requireProof.map((requirement) => claimSql(requirement, options));
  return `(COALESCE(proof_state, '') <> 'proven' AND (${claims.join(" OR ")}))`;
}

function claimSql(requirement: ProofRequirement, { dialect, known = {} }: GoldOptions): string {
  const wanted = textLiteral(asciiFold(requirement.campaign ?? requirement.partner ?? ""));
  const is = (column: string): string => `COALESCE(${dialect.foldAscii(column)} = ${wanted}, FALSE)`;
  // A token that does not speak names no partner either.
  const named = requirement.campaign === undefined ? `(${is("source")} OR (proof_state = 'unconfirmed' AND ${is("partner")}))` : is("campaign");
  if (requirement.keyIds === undefined) return named;
  const lowered = requirement.keyIds.map((keyId) => {
    const stretches = (known.loweredKeys ?? []).filter((stretch) => stretch.keyId === keyId);
    const parts = stretches.map(({ fromUs, toUs }) => `(received_ts_us >= ${integerLiteral(fromUs)}${toUs === null ? "" : ` AND received_ts_us <= ${integerLiteral(toUs)}`})`);
    return parts.length === 0 ? "FALSE" : `(${parts.join(" OR ")})`;
  });
  return `(${named} AND NOT (${lowered.join(" AND ")}))`;
}
