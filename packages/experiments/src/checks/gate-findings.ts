import type { GateFinding } from "../config/sizing-gate-of.ts";
import type { UngatedDefinition } from "../config/experiment-of.ts";
import type { Finding } from "../config/yaml-file.ts";

/** A running experiment must have passed the sizing gate, or say in writing why it runs all the same. */
export function gateFindings({ status, maxDays }: UngatedDefinition, gate: GateFinding): readonly Finding[] {
  if (status !== "running" || gate.verdict === "pass" || gate.verdict === "overridden") return [];
  const path = ["sizing"];
  const hint = "shorten the question, widen coverage, or write the reason into sizing.override";
  if (gate.sizing === null) {
    return [{ path, expected: `${gate.missing ?? "a sizing block"}, because a running experiment needs a passed sizing gate`, got: "none", hint }];
  }
  const { days, units } = gate.sizing;
  const got = `${units} units, which take ${days === null ? "an unknown number of" : days} days`;
  return [{ path, expected: `an answer within max_days (${maxDays ?? "none"})`, got, hint }];
}
