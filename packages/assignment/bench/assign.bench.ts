import { assign, murmur3 } from "@liftproof/assignment";
import type { Experiment } from "@liftproof/assignment";
import { bench, describe } from "vitest";

/** How many decisions a core makes in a second: 10,000 units per iteration, ids of production length. */
const units = Array.from({ length: 10_000 }, (_, index) => `user-${String(index * 7919).padStart(10, "0")}`);
const plain: Experiment = { expId: "checkout_cta", status: "running", variants: ["control", "short_form"], weights: [50, 50] };
const full: Experiment = {
  ...plain, coverage: 0.5, layer: { id: "page", slots: [0, 0.5] }, targeting: { country: { $in: ["DE", "FR"] } },
};

describe("10,000 units", () => {
  bench("hash alone", () => {
    for (const unit of units) murmur3("assign", "checkout_cta", unit);
  });
  bench("assign, split only", () => {
    for (const unit of units) assign(plain, unit);
  });
  bench("assign, targeting, layer and coverage", () => {
    for (const unit of units) assign(full, unit, { country: "DE" });
  });
});
