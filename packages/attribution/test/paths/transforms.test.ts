import { collapsedRuns, firstExposures, lastExposures, pathTransforms, transformedChannels } from "@liftproof/attribution";
import type { PathTransform } from "@liftproof/attribution";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const path = fc.array(fc.constantFrom("A", "B", "C", "D"), { maxLength: 12 });
const transform = fc.constantFrom<PathTransform>(...pathTransforms);
const itself = (channel: string): string => channel;

describe("path transforms", () => {
  test("law: each is done once, leaves a part of the path in its order, and loses no channel", () => {
    fc.assert(
      fc.property(path, transform, (channels, chosen) => {
        const once = transformedChannels(channels, chosen);
        expect(transformedChannels(once, chosen)).toEqual(once);
        expect(new Set(once)).toEqual(new Set(channels));
        let at = 0;
        for (const channel of channels) if (once[at] === channel) at++;
        expect(at).toBe(once.length);
      }),
    );
  });

  test("law: the first exposure keeps the first step, the last exposure the last one, and each mirrors the other", () => {
    fc.assert(
      fc.property(path, (channels) => {
        expect(firstExposures(channels, itself)[0]).toBe(channels[0]);
        expect(lastExposures(channels, itself).at(-1)).toBe(channels.at(-1));
        expect(lastExposures(channels, itself)).toEqual(firstExposures(channels.toReversed(), itself).toReversed());
      }),
    );
  });

  test("law: taking runs together parts no neighbors that differ and changes no exposure", () => {
    fc.assert(
      fc.property(path, (channels) => {
        const runs = collapsedRuns(channels, itself);
        for (const [at, channel] of runs.entries()) expect(channel).not.toBe(runs[at + 1]);
        expect(lastExposures(runs, itself)).toEqual(lastExposures(channels, itself));
        expect(firstExposures(runs, itself)).toEqual(firstExposures(channels, itself));
      }),
    );
  });

  test("law: a path without repeats is left alone", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), transform, (channels, chosen) => {
        expect(transformedChannels(channels, chosen)).toEqual(channels);
      }),
    );
  });

  test("example: of a run the last step stands", () => {
    const steps = ["A1", "A2", "B1", "A3"];
    const channelOf = (step: string): string => step.slice(0, 1);
    expect(collapsedRuns(steps, channelOf)).toEqual(["A2", "B1", "A3"]);
    expect(lastExposures(steps, channelOf)).toEqual(["B1", "A3"]);
    expect(firstExposures(steps, channelOf)).toEqual(["A1", "B1"]);
  });

  test("edge: a transform that does not exist is refused by name", () => {
    expect(() => transformedChannels(["A"], "exposure" as PathTransform)).toThrow(
      "transform: expected one of as-is, unique, collapse, first-exposure, last-exposure, got exposure",
    );
  });
});
