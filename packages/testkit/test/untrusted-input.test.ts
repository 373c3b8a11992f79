import { assign, memoryAssignmentStore, unitIdFault } from "@liftproof/assignment";
import { createTokenService, loadKeyRing } from "@liftproof/click-token/node";
import { accept, bronzeLine, parseBronzeLine } from "@liftproof/events";
import { loadExperiments } from "@liftproof/experiments";
import { simulatedKeyRing } from "@liftproof/simulator";
import { hostileText, unitId } from "@liftproof/testkit";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const receivedAtUs = Date.UTC(2026, 8, 8) * 1000;
const { verify } = createTokenService(loadKeyRing(simulatedKeyRing(receivedAtUs)));
const experiment = { expId: "any", status: "running", variants: ["control", "treatment"], weights: [1, 1] } as const;

/** Half a surrogate pair is no text that bytes could carry; bronze keeps the replacement character in its place. */
const wellFormed = (text: string): string => new TextDecoder("utf-8", { ignoreBOM: true }).decode(new TextEncoder().encode(text));

describe("untrusted input", () => {
  test("law: any text is accepted or refused as a line, comes back from bronze, and is never an exception", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (first, second) => {
        const event = { event_name: "page.view", event_id: first, event_ts_us: 1, anon_id: second, payload: { [first]: second }, click_token: first };
        for (const raw of [first, second, JSON.stringify(event)]) {
          const outcome = accept(raw, { receivedAtUs, verify });
          expect(parseBronzeLine(bronzeLine(outcome, { receivedAtUs, raw }))).toEqual({ receivedAtUs, raw: wellFormed(raw), outcome });
        }
      }),
    );
  });

  test("law: no text that nobody signed is a verified token", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(verify(text, receivedAtUs).status).not.toBe("verified");
      }),
    );
  });

  test("law: any text is an experiment file or a list of faults", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const { experiments, faults } = loadExperiments([{ path: "any.yaml", text }]);
        expect(experiments.length === 1 || faults.length > 0).toBe(true);
      }),
    );
  });

  test("law: every good id has a variant, every bad one none, and a kept variant stays", async () => {
    await fc.assert(
      fc.asyncProperty(unitId, fc.constantFrom("control", "treatment"), async (unit, variant) => {
        const store = memoryAssignmentStore();
        expect(assign(experiment, unit).reason).toBe("assigned");
        await store.save(unit, "any", { variant, phase: 1 });
        expect(assign(experiment, unit, {}, { sticky: await store.load(unit) })).toMatchObject({ variant, reason: "sticky" });
        expect((await store.load(`${unit}-other`)).size).toBe(0);
      }),
    );
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(assign(experiment, text).variant === null).toBe(unitIdFault(text) !== undefined);
      }),
    );
  });
});
