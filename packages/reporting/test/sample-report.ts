import type { ReportExperiment, ReportInput, ReportRow } from "../src/index.ts";

/** 15 November 2026, noon UTC. */
const asOfUs = Date.UTC(2026, 10, 15, 12) * 1000;
const dayUs = 86_400_000_000;

const row: ReportRow = {
  metric: "order_rate", treatment: "short_form", control: "control", unitsControl: 24_963, unitsTreatment: 25_037,
  meanControl: 0.0408, meanTreatment: 0.0446, difference: 0.0038, pValue: 0.0352, adjustedPValue: 0.0704,
  intervalLow: 0.0003, intervalHigh: 0.0074, lift: 0.0931, liftLow: 0.0062, liftHigh: 0.188, test: "pooled-score",
  cupedVarianceReduction: 0.21, cupedDifference: 0.0036, cupedPValue: 0.024, cupedLow: 0.0005, cupedHigh: 0.0067,
  sequentialPValue: 0.09, sequentialLow: -0.0011, sequentialHigh: 0.0088, probabilityBetter: 0.9824, expectedLoss: 0.00001,
  unitsNeeded: 46_000, decision: "ship", decisionReason: "primary_clear_and_guardrails_hold",
  bayesianLow: 0.0003, bayesianHigh: 0.0073, bayesianLiftLow: 0.0061, bayesianLiftHigh: 0.1874,
  plannedBaseline: 0.041, plannedMde: 0.12, plannedDailyUnits: 3400, plannedDays: 21, detectableLift: 0.128,
};
const revenue: ReportRow = {
  ...row, metric: "revenue_per_visitor", meanControl: 2.314, meanTreatment: 2.401, difference: 0.087, pValue: 0.31, intervalLow: -0.081, intervalHigh: 0.255,
  lift: 0.0376, liftLow: -0.0349, liftHigh: 0.1123, test: "welch", cupedDifference: null, probabilityBetter: null,
};
const refunds: ReportRow = { ...row, metric: "refund_rate", meanControl: 0.0041, meanTreatment: 0.0039, difference: -0.0002, pValue: 0.72, intervalLow: -0.0013, intervalHigh: 0.0009, lift: -0.0488, liftLow: -0.2714, liftHigh: 0.2425, cupedDifference: null, probabilityBetter: 0.64, role: "guardrail", direction: "down", margin: 0.0008, guardrailVerdict: "undecided", guardedLow: -0.0013, guardedHigh: 0.0009 };

const history = Array.from({ length: 14 }, (_, day) => {
  const wide = 0.0133 / Math.sqrt(day + 1);
  const difference = 0.0038 + (Math.sin(day * 1.7) * 0.004) / (day + 1);
  return { asOfUs: asOfUs - (13 - day) * dayUs, difference, low: difference - wide, high: difference + wide, sequentialLow: difference - 1.6 * wide, sequentialHigh: difference + 1.6 * wide, units: 3571 * (day + 1) };
});

const healthy: NonNullable<ReportExperiment["sampleRatio"]> = {
  verdict: "healthy", evidence: [], pValue: 0.7407, exactPValue: null, exactRefusal: "counts_suffice", anytimePValue: 1, worstDeviationPoints: 0.074, overTwoPoints: false, chiSquare: 0.1095, degreesOfFreedom: 1,
  arms: [
    { arm: "control", units: 24_963, expectedShare: 0.5, observedShare: 0.49926 },
    { arm: "short_form", units: 25_037, expectedShare: 0.5, observedShare: 0.50074 },
  ],
  unexpectedArms: [],
  unexpectedUnits: 0,
};
const broken: NonNullable<ReportExperiment["sampleRatio"]> = {
  ...healthy, verdict: "kill", evidence: [{ verdict: "kill", rule: "anytime_and_two_points", anytimePValue: 4e-49, limit: 1e-3, arm: "control", deviationPoints: 3.4 }], pValue: 1e-52, anytimePValue: 4e-49, worstDeviationPoints: 3.4, overTwoPoints: true,
  arms: [
    { arm: "control", units: 26_700, expectedShare: 0.5, observedShare: 0.534 },
    { arm: "new_header", units: 23_300, expectedShare: 0.5, observedShare: 0.466 },
  ],
};

/** A marketplace as a report shows it: one winner, one without effect, one broken split, one with three arms. */
export const sampleReport: ReportInput = {
  title: "Marketplace, first two weeks of November",
  generatedAtUs: asOfUs,
  experiments: [
    {
      definition: { expId: "checkout_cta", question: "Does a shorter checkout form bring more orders?", variants: ["control", "short_form"], weights: [50, 50], primaryMetric: "order_rate" },
      rows: [row, revenue, refunds], sampleRatio: healthy, history, startedAtUs: asOfUs - 14 * dayUs,
      phases: [
        { phase: 1, verdict: "healthy", anytimePValue: 1, arms: [{ arm: "control", units: 9050, expectedShare: 0.9, observedShare: 0.905 }, { arm: "short_form", units: 950, expectedShare: 0.1, observedShare: 0.095 }] },
        { phase: 2, verdict: "healthy", anytimePValue: 1, arms: healthy.arms },
      ],
      leftOut: { crossover: 612, bot: 1404 },
      traffic: { considered: 71_200, excluded: { no_identity_control: 18_900, crawler_control: 220 } },
      assignmentDrift: { checked: 50_000, differing: 0 },
      exposureLoss: { pValue: 0.42, arms: [{ arm: "control", assigned: 25_900, viewed: 24_963 }, { arm: "short_form", assigned: 25_950, viewed: 25_037 }] },
      truth: [
        { metric: "order_rate", trueLift: 0.08, trueDifference: 0.00326, note: "built in" },
        { metric: "refund_rate", trueLift: 0, trueDifference: 0, note: "no effect built in" },
      ],
    },
    {
      definition: { expId: "search_ranking", question: "Do fresher results sell more?", variants: ["control", "fresh", "fresh_local"], weights: [1, 1, 1] },
      rows: [
        { ...row, treatment: "fresh", lift: 0.011, liftLow: -0.07, liftHigh: 0.1, intervalLow: -0.003, intervalHigh: 0.004, difference: 0.0004, meanTreatment: 0.0412, probabilityBetter: 0.61, decision: "continue", decisionReason: "interval_holds_zero", unitsNeeded: 120_000, unitsControl: 16_600, unitsTreatment: 16_700, cupedDifference: null },
        { ...row, treatment: "fresh_local", lift: -0.021, liftLow: -0.098, liftHigh: 0.065, intervalLow: -0.004, intervalHigh: 0.0025, difference: -0.0009, meanTreatment: 0.0399, probabilityBetter: 0.31, decision: "continue", decisionReason: "interval_holds_zero", unitsNeeded: 120_000, unitsControl: 16_600, unitsTreatment: 16_650, cupedDifference: null },
      ],
      sampleRatio: { ...healthy, degreesOfFreedom: 2, arms: [
        { arm: "control", units: 16_600, expectedShare: 1 / 3, observedShare: 0.3323 },
        { arm: "fresh", units: 16_700, expectedShare: 1 / 3, observedShare: 0.3343 },
        { arm: "fresh_local", units: 16_650, expectedShare: 1 / 3, observedShare: 0.3333 },
      ] },
      truth: [{ metric: "order_rate", trueLift: 0, trueDifference: 0, note: "no effect built in" }],
    },
    {
      definition: { expId: "header_redesign", variants: ["control", "new_header"], weights: [50, 50] },
      rows: [{ ...row, treatment: "new_header", lift: 0.14, liftLow: 0.05, liftHigh: null, decision: "invalid", decisionReason: "broken_split", cupedDifference: null }],
      sampleRatio: broken,
    },
  ],
  attribution: {
    orders: 4812, valueMinor: 26_345_678, currency: "EUR",
    byChannel: [
      ["direct", 1104, 1210.5, 6_012_345], ["Paid Search", 1290, 1180, 7_100_000], ["Organic Search", 840, 902.5, 4_500_210], ["Email", 611, 560, 3_344_556],
      ["Affiliates", 498, 470, 2_800_000], ["Paid Social", 322, 344, 1_700_000], ["Referral", 147, 145, 888_567],
    ].flatMap(([channel, last, linear, valueMinor]) => [
      { channel: String(channel), model: "last-non-direct", orders: Number(last), valueMinor: Number(valueMinor) },
      { channel: String(channel), model: "linear", orders: Number(linear), valueMinor: Math.round(Number(valueMinor) * 0.98) },
    ]),
    proof: { ordersMoved: 214, valueMovedMinor: 1_190_450, ordersWithProof: 1733 },
    tokenStatus: { verified: 40_210, missing: 81_120, expired: 812, bad_signature: 322, malformed: 41, unknown_key: 12 },
    partners: [
      { partner: "priceradar", clicks: 2100, signed: 2100, confirmed: 1980, orders: 301, valueMinor: 1_700_000 },
      { partner: "dealfinder", clicks: 9_321, signed: 1204, confirmed: 0, orders: 197, valueMinor: 1_100_000 },
    ],
    modeSwitches: [
      { keyId: "7", mode: "report", atUs: 1_794_000_000_000_000, verified: 3, usualVerified: 120.4, refused: 250, tokens: 253 },
      { keyId: "7", mode: "enforce", atUs: 1_794_003_600_000_000, verified: 130, usualVerified: 120.4, refused: 2, tokens: 132 },
    ],
    referrals: [{ currency: "EUR", states: [{ state: "pending", awards: 4, leftMinor: 2000 }, { state: "approved", awards: 9, leftMinor: 4166 }, { state: "paid", awards: 20, leftMinor: 9500 }, { state: "clawed_back", awards: 1, leftMinor: 0 }], paidMinor: 10_000, debtMinor: 500 }],
    restated: 3,
    ruleEffects: [{ rules: "proof required of dealfinder", orders: [{ channel: "Affiliates", orders: 301 }, { channel: "direct", orders: 1190 }] }],
    truth: [{ channel: "direct", orders: 1130 }, { channel: "Paid Search", orders: 1281 }, { channel: "Organic Search", orders: 850 }, { channel: "Email", orders: 600 }, { channel: "Affiliates", orders: 490 }, { channel: "Paid Social", orders: 318 }, { channel: "Referral", orders: 143 }],
  },
  health: { events: 1_204_311, duplicates: 8210, late: 31_040, rejected: { unknown_event: 310, bad_timestamp: 122, too_large: 3 }, bots: 40_221 },
};
