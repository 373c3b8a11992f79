import type { Lake } from "@liftproof/adapters/duckdb";
import { formatCount } from "./format-number.ts";

/** One switch of the circuit breaker. */
export interface ModeSwitch {
  readonly keyId: string;
  readonly mode: string;
  readonly atUs: number;
  readonly verified: number;
  readonly usualVerified: number;
  readonly refused: number;
  readonly tokens: number;
}

/** Every switch of `lake.token_mode_log`, the earliest first. */
export async function modeSwitches(lake: Lake): Promise<readonly ModeSwitch[]> {
  const rows = await lake.all("SELECT key_id, mode, at_us, verified, usual_verified, refused, tokens FROM lake.token_mode_log ORDER BY at_us, key_id");
  return rows.map((row) => ({
    keyId: String(row["key_id"]),
    mode: String(row["mode"]),
    atUs: Number(row["at_us"]),
    verified: Number(row["verified"]),
    usualVerified: Number(row["usual_verified"]),
    refused: Number(row["refused"]),
    tokens: Number(row["tokens"]),
  }));
}

/** A line for each switch: a lowered key proves as before, but nothing is rejected for want of it. */
export function modeSwitchLines(switches: readonly ModeSwitch[]): readonly string[] {
  return switches.map(({ keyId, mode, atUs, verified, usualVerified, refused, tokens }) => {
    const at = new Date(atUs / 1000).toISOString();
    if (mode !== "report") return `key ${keyId}: raised to ${mode} from ${at} on`;
    const counts = `${formatCount(verified)} of ${formatCount(tokens)} tokens verified in the hour before, where ${formatCount(Math.round(usualVerified))} are usual, and ${formatCount(refused)} refused`;
    return `key ${keyId}: lowered to report from ${at} on (${counts}); no claim is rejected for want of its proof until it is raised`;
  });
}
