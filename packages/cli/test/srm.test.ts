import { describe, expect, test } from "vitest";
import { runCommand } from "./run-command.ts";

describe("srm for people", () => {
  test("example: the verdict with its evidence and the skew that could have been seen", async () => {
    const { stdout, exitCode } = await runCommand(["srm", "a=9200", "b=800", "--weights", "a=9,b=1"]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain("sample ratio: kill: the split is broken");
    expect(stdout).toContain("  kill: b is 20.00% off its promise, and the p-value at any look, 1.74e-9, is below 0.000001\n");
    expect(stdout).toContain("power: could have seen a skew of 1.74 points in 99 of 100 cases");
    expect((await runCommand(["srm", "a=3", "b=9"])).stdout).not.toContain("power");
    expect((await runCommand(["srm", "a=13", "b=12"])).stdout).toContain("power: among so few units no skew is sure to be seen");
  });

  test("example: a small p that is no alarm says what one takes", async () => {
    expect((await runCommand(["srm", "a=44700", "b=45489"])).stdout).toContain("healthy: no sign of a broken split; a warning needs p below 0.0005 at one look\n");
    expect((await runCommand(["srm", "a=5000", "b=5010"])).stdout).not.toContain("a warning needs");
  });

  test("law: each phase is held to its own weights, which one table over both would call broken", async () => {
    const phases = ["--phase", "c=9050,t=950 of c=9,t=1", "--phase", "c=5210, t=5190 of c=1, t=1"];
    const { stdout, exitCode } = await runCommand(["srm", ...phases, "--json"]);
    expect([exitCode, JSON.parse(stdout)]).toMatchObject([0, { verdict: "healthy", degreesOfFreedom: 2 }]);
    expect((await runCommand(["srm", "c=14260", "t=6140"])).exitCode).toBe(1);
    expect((await runCommand(["srm", ...phases, "--interim"])).stdout).toContain("judged while units still arrive");
  });

  test("example: evidence of earlier looks is kept, and one concentration may be chosen", async () => {
    const kept = JSON.parse((await runCommand(["srm", "a=500", "b=500", "--previous-p", "0.0001", "--json"])).stdout) as { anytimePValue: number; verdict: string };
    expect(kept).toMatchObject({ anytimePValue: 0.0001, verdict: "warn" });
    const one = JSON.parse((await runCommand(["srm", "a=5200", "b=4800", "--concentration", "10000", "--json"])).stdout) as { anytimePValue: number };
    expect(one.anytimePValue).toBeCloseTo(0.026, 3);
  });

  test("edge: machine output tells a healthy split from one of too few units to tell", async () => {
    const printed = async (...argv: readonly string[]): Promise<unknown> => JSON.parse((await runCommand(["srm", ...argv, "--json"])).stdout);
    expect(await printed("a=0", "b=0")).toMatchObject({ verdict: "healthy", tooFewUnits: true });
    expect(await printed("a=9", "b=10")).toMatchObject({ verdict: "healthy", tooFewUnits: true });
    expect(await printed("a=10", "b=10")).toMatchObject({ verdict: "healthy", tooFewUnits: false });
  });

  test.each([
    [["srm"], "arms: expected units of at least two, as in a=44700 b=45489, or --phase, got neither"],
    [["srm", "a=1", "--phase", "a=1,b=2"], "--phase: expected every count and weight in a --phase, got a=1 beside it"],
    [["srm", "--phase", "a=1,b=2 of a=1"], "--phase, weights: expected at least two arms"],
    [["srm", "--phase", "a=1,b=2 of a=1,c=1"], '--phase, weights: expected only arms that have a count, got "c"'],
    [["srm", "a=1", "b=2", "--previous-p", "2"], '--previous-p: expected a number from 0 to 1, got "2"'],
  ])("edge: %s is refused with what to do", async (argv, message) => {
    const { exitCode, stderr } = await runCommand(argv);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});
