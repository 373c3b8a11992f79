import type { ExperimentDefinition } from "./experiment-definition.ts";

/**
 * TypeScript declarations of every experiment's variants, so that a misspelled variant does not
 * compile: `Variants["checkout_cta"]` is `"control" | "short_form"`.
 */
export function variantTypesText(definitions: readonly Pick<ExperimentDefinition, "expId" | "variants">[]): string {
  const lines = definitions.map(({ expId, variants }) =>
    `  readonly ${JSON.stringify(expId)}: ${variants.map((variant) => JSON.stringify(variant)).join(" | ")};`);
  return ["/** Variants by experiment; generated from the experiment files. */", "export interface Variants {", ...lines, "}", ""].join("\n");
}
