import { assign } from "@liftproof/assignment";
import { createTokenService, loadKeyRing } from "@liftproof/click-token/node";
import { loadExperiments } from "@liftproof/experiments";
import { simulateMarketplace, simulatedKeyRing } from "@liftproof/simulator";
import type { SimulatedMarketplace } from "@liftproof/simulator";
import { describe, expect, test } from "vitest";

const startUs = Date.UTC(2026, 8, 7) * 1000;
const { mint } = createTokenService(loadKeyRing(simulatedKeyRing(startUs)));

function marketplace(users: number, days = 28): SimulatedMarketplace {
  return simulateMarketplace({ users, seed: 7, mint, startUs, days });
}

describe("experiment files of the simulated marketplace", () => {
  test.each([
    [100, 21],
    [1000, 28],
    [50_000, 28],
    [10_000_000, 365],
  ])("law: with %i people over %i days they load without a fault, and pass the sizing gate unless they are too few", (users, days) => {
    const { experimentFiles, metricsFile } = marketplace(users, days);
    const { experiments, faults } = loadExperiments(experimentFiles, { metrics: metricsFile });
    expect(faults).toEqual([]);
    for (const { gate } of experiments) expect(gate.verdict === "pass" || users < 1000).toBe(true);
  });

  test("law: every exposure in the lines is what the loaded file assigns", () => {
    const { experimentFiles, metricsFile, lines } = marketplace(1500);
    const { experiments } = loadExperiments(experimentFiles, { metrics: metricsFile });
    const byId = new Map(experiments.map((experiment) => [experiment.expId, experiment]));
    let exposures = 0;
    for (const { line } of lines) {
      if (!line.startsWith('{"event_name":"exp.view"')) continue;
      const { payload, country, sent_ts_us: nowUs } = JSON.parse(line);
      const experiment = byId.get(payload.exp_id);
      if (experiment === undefined) throw new RangeError(`exp_id: expected one of the files, got ${payload.exp_id}`);
      // The instant is left out: a device's clock may put it before the experiment began.
      const { variant, bucket, inExperiment } = assign(experiment, payload.unit_id, { country });
      expect([variant, bucket, inExperiment]).toEqual([payload.variant, payload.bucket, true]);
      expect(nowUs).toBeGreaterThan((experiment.startUs ?? 0) - 3 * 3_600_000_000);
      exposures += 1;
    }
    expect(exposures).toBeGreaterThan(1000);
  });
});
