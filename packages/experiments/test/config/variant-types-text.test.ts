import { variantTypesText } from "@liftproof/experiments";
import { expect, test } from "vitest";

test("example: variants become a type per experiment", () => {
  expect(variantTypesText([{ expId: "checkout_cta", variants: ["control", "short_form"] }])).toContain(
    '  readonly "checkout_cta": "control" | "short_form";',
  );
  expect(variantTypesText([])).toMatch(/export interface Variants \{\n\}\n$/);
});
