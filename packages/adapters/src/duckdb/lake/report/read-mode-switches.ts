import type { ReportModeSwitch } from "@liftproof/reporting";
import type { Lake } from "../open-lake.ts";

/** Every switch of `lake.token_mode_log`, the earliest first. */
export async function readModeSwitches(lake: Lake): Promise<readonly ReportModeSwitch[]> {
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
