import type { ReportInput, ReportRow } from "@liftproof/reporting";
import type { MarketplaceTruth } from "@liftproof/simulator";
import { describe, expect, test } from "vitest";
import { truthText } from "../src/demo/truth-text.ts";

const none = null;
const row: ReportRow = {
  metric: "m", treatment: "b", control: "a", role: "primary", unitsControl: 100, unitsTreatment: 100, meanControl: 2, meanTreatment: 2.2, difference: 0.2, pValue: 0.5, adjustedPValue: 0.5,
  intervalLow: -0.1, intervalHigh: 0.5, lift: 0.1, liftLow: -0.05, liftHigh: 0.25, test: "welch", cupedVarianceReduction: 0.3, cupedDifference: 0.4, cupedPValue: 0.01, cupedLow: 0.3, cupedHigh: 0.5,
  cupedLift: 0.2, cupedLiftLow: 0.15, cupedLiftHigh: 0.25, sequentialPValue: none, sequentialLow: none, sequentialHigh: none, probabilityBetter: none, expectedLoss: none, unitsNeeded: none,
  decision: "ship", decisionReason: none, decidingEstimate: "cuped",
};
const guardrail: ReportRow = { ...row, metric: "g", role: "guardrail", guardrailVerdict: "non_inferior", decidingEstimate: "raw" };
const planned = { asOfUs: Date.UTC(2026, 8, 29) * 1000, rows: [row, guardrail] };
const experiment: ReportInput["experiments"][number] = {
  definition: { expId: "e", variants: ["a", "b"], weights: [1, 1] },
  rows: [{ ...row, lift: 0.9, cupedLift: 0.8 }, guardrail],
  sampleRatio: none,
  decided: planned,
};
const metric = { trueLift: 0.1, trueDifference: 0.2, note: "" };
const truth = {
  experiments: [{ expId: "e", nature: "true_effect", lostUnits: 0, metrics: [{ metric: "m", ...metric }, { metric: "g", ...metric }] }],
  acquisition: { orders: 0, channels: [] },
  tokens: { unclickedClaims: 0, forged: 0, expired: 0 },
  lines: { events: 0, duplicates: 0, malformed: {} },
  bots: { labeledEvents: 0 },
} as unknown as MarketplaceTruth;
const told = (one: ReportInput["experiments"][number]): string[] => truthText({ title: "t", generatedAtUs: none, experiments: [one] }, truth).split("\n").filter((line) => line.startsWith("e "));

describe("truth beside estimate, for people", () => {
  test("example: the estimate is of the look and the kind that decided", () => {
    expect(told(experiment)[0]).toMatch(/20\.00% +15\.00% to 25\.00% +no +2026-09-29, after CUPED +ship$/u);
    expect(told(experiment)[1]).toMatch(/10\.00% +-5\.00% to 25\.00% +yes +2026-09-29, raw +guardrail: non-inferior$/u);
  });

  test("edge: nothing of a broken split passes", () => {
    const sampleRatio = { verdict: "kill", arms: [] } as unknown as NonNullable<typeof experiment.sampleRatio>;
    for (const line of told({ ...experiment, sampleRatio }).slice(0, 2)) expect(line).toMatch(/ invalid$/u);
  });
});
