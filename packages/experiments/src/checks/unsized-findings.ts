import type { GateFinding } from "../config/sizing-gate-of.ts";
import type { UngatedDefinition } from "../config/experiment-of.ts";
import type { Finding } from "../config/yaml-file.ts";

/** A plan that nothing can be computed from, in a file that does not run yet: it would be found out on the day of the launch. */
export function unsizedFindings({ status, sizing }: UngatedDefinition, gate: GateFinding): readonly Finding[] {
  if (status !== "draft" || sizing === null || gate.sizing !== null || gate.override !== null) return [];
  return [{ path: ["sizing"], expected: gate.missing ?? "sizing that can be computed", got: "none", hint: "without it the gate gives no size, and status: running is refused" }];
}
