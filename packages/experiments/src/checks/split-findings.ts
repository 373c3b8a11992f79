import type { Finding } from "../config/yaml-file.ts";
import type { ExperimentEntry } from "../schemas/experiment-schema.ts";

/** Rules across variants, weights, control and layer slots of one experiment. */
export function splitFindings({ variants, weights, control, layer }: ExperimentEntry): readonly Finding[] {
  const findings: Finding[] = [];
  variants.forEach((variant, index) => {
    if (variants.indexOf(variant) !== index) {
      findings.push({ path: ["variants", index], expected: "each variant once", got: `${variant} again` });
    }
  });
  if (weights.length !== variants.length) {
    const got = `${weights.length} ${weights.length === 1 ? "weight" : "weights"}`;
    findings.push({ path: ["weights"], expected: `${variants.length} weights, one per variant`, got });
  }
  if (!(weights.reduce((sum, weight) => sum + weight, 0) < Infinity)) {
    findings.push({ path: ["weights"], expected: "weights with a finite sum", got: "an infinite sum" });
  }
  if (control !== undefined && !variants.includes(control)) {
    findings.push({ path: ["control"], expected: `one of ${variants.join(", ")}`, got: control });
  }
  if (layer !== undefined && !(layer.slots[0] < layer.slots[1])) {
    findings.push({ path: ["layer", "slots"], expected: "[from, to] with from below to", got: `[${layer.slots.join(", ")}]` });
  }
  return findings;
}
