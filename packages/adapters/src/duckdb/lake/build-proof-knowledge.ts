import type { LoweredKey } from "@liftproof/attribution";
import { keyModeLog } from "@liftproof/click-token";
import type { KeyHour, TokenStatus } from "@liftproof/click-token";
import { boundIdentitiesSql, tokenHoursSql } from "@liftproof/lake";
import type { GoldOptions } from "@liftproof/lake";
import { appendRows } from "./append-rows.ts";
import { loweredKeys } from "./lowered-keys.ts";
import type { Lake } from "./open-lake.ts";

/** What a build has to know before it judges tokens. */
export interface ProofSources {
  readonly lake: Lake;
  readonly gold: Pick<GoldOptions, "dialect" | "watermarkUs">;
  /** The keyed hash of an identity under the minters' pepper; `undefined` for an identity that is no known person. */
  readonly identityHashOf?: (identityId: string) => string | undefined;
}

/** Fills `lake.token_mode_log` and `lake.int_identity_hash`, and gives the stretches in which keys were lowered. */
export async function buildProofKnowledge({ lake, gold, identityHashOf }: ProofSources): Promise<readonly LoweredKey[]> {
  const log = keyModeLog(await tokenHours(lake, gold));
  await appendRows(lake, "token_mode_log", log.map(({ keyId, mode, atUs, verified, usualVerified, refused, tokens }) => [keyId, mode, atUs, verified, usualVerified, refused, tokens]));
  if (identityHashOf !== undefined) {
    const bound = await lake.all(boundIdentitiesSql(gold));
    const hashed = bound.map(({ identity_id: identityId }) => [String(identityId), identityHashOf(String(identityId))] as const);
    await appendRows(lake, "int_identity_hash", hashed.flatMap(([identityId, hash]) => (hash === undefined ? [] : [[identityId, hash]])));
  }
  return loweredKeys(log);
}

async function tokenHours(lake: Lake, gold: ProofSources["gold"]): Promise<readonly KeyHour[]> {
  const rows = await lake.all(tokenHoursSql(gold));
  return rows.map((row) => ({
    keyId: String(row["key_id"]),
    hourUs: Number(row["hour_us"]),
    counts: { [String(row["token_status"]) as TokenStatus]: Number(row["tokens"]) },
  }));
}
