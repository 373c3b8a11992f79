import type { PhaseReport } from "@liftproof/adapters/duckdb";
import { describe, expect, test } from "vitest";
import { phaseLines } from "../src/output/phase-lines.ts";

const calm: PhaseReport = {
  expId: "cta",
  phase: 2,
  health: { crossoverUnits: 0, botUnits: 8, derivedReports: 1200, driftedReports: 0, arms: [{ arm: "control", assigned: 1000, exposed: 990, lost: 0 }, { arm: "short", assigned: 1000, exposed: 880, lost: 3 }] },
  exposureLossPValue: 0.4,
  decisions: 2000,
  excluded: 0,
};

describe("what build says of how an experiment was run", () => {
  test("edge: nothing where all is as it should be", () => {
    expect(phaseLines(calm)).toEqual([]);
    expect(phaseLines({ ...calm, exposureLossPValue: null })).toEqual([]);
  });

  test("example: drift, crossovers, lost exposures and excluded traffic, each with its counts", () => {
    expect(phaseLines({ ...calm, health: { ...calm.health, driftedReports: 3, crossoverUnits: 12 }, exposureLossPValue: 1e-9, excluded: 246 })).toEqual([
      "cta, phase 2: assignment drift: 3 of 1,200 reported assignments are not what the hash gives",
      "cta, phase 2: 12 units were seen in two arms and are left out",
      "cta, phase 2: the arms lose different shares of their exposures: 10 of 1,000 in control, 120 of 1,000 in short",
      "cta, phase 2: 12.3 % of 2,000 decisions are control by the rule for public pages",
    ]);
  });
});
