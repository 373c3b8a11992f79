import type { ReportModeSwitch } from "@liftproof/reporting";
import { formatCount } from "./format-number.ts";

/** A line for each switch: a lowered key proves as before, but nothing is rejected for want of it. */
export function modeSwitchLines(switches: readonly ReportModeSwitch[]): readonly string[] {
  return switches.map(({ keyId, mode, atUs, verified, usualVerified, refused, tokens }) => {
    const at = new Date(atUs / 1000).toISOString();
    if (mode !== "report") return `key ${keyId}: raised to ${mode} from ${at} on`;
    const counts = `${formatCount(verified)} of ${formatCount(tokens)} tokens verified in the hour before, where ${formatCount(Math.round(usualVerified))} are usual, and ${formatCount(refused)} refused`;
    return `key ${keyId}: lowered to report from ${at} on (${counts}); no claim is rejected for want of its proof until it is raised`;
  });
}
