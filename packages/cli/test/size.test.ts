import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ratioStandardDeviation, sizeMean, sizeNonInferiority, sizeRate } from "@liftproof/mde";
import { jointMomentsOf } from "@liftproof/estimators";
import { describe, expect, test } from "vitest";
import { main } from "../src/index.ts";
import { barDrawer } from "../src/output/bar-drawer.ts";
import { runCommand } from "./run-command.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
const rate = ["size", "--metric", "rate", "--baseline", "0.05"];

async function sized(...argv: string[]): Promise<unknown> {
  const { stdout, stderr } = await runCommand([...argv, "--json"], { cwd: folder.path });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

describe("size", () => {
  test("law: every option says what the sizing of its name says", async () => {
    const plain = { baseline: 0.05, mdeRelative: 0.1 };
    expect(await sized(...rate, "--mde", "0.1", "--icc", "0.02", "--cluster-size", "30", "--cluster-variation", "0.5")).toEqual(sizeRate({ ...plain, clusters: { intraclassCorrelation: 0.02, unitsPerCluster: 30, sizeVariation: 0.5 } }));
    expect(await sized(...rate, "--mde", "0.1", "--design-effect", "1.4", "--guardrails", "2", "--weights", "4,1,1")).toEqual(sizeRate({ ...plain, designEffect: 1.4, guardrails: 2, weights: { control: 4, treatment: 1, treatment_2: 1 }, control: "control" }));
    expect(await sized(...rate, "--mde", "0.1", "--sequential")).toEqual(sizeRate({ ...plain, sequentialLooks: 100 }));
    expect(await sized(...rate, "--non-inferiority", "0.01", "--sequential", "14")).toEqual(sizeNonInferiority({ standardDeviation: Math.sqrt(0.05 * 0.95), margin: 0.01, sequentialLooks: 14 }));
  });

  test("edge: an effect as large as the baseline is sized and asked about, on stderr; a margin is no such effect", async () => {
    const told = async (...argv: string[]): Promise<string> => (await runCommand(argv, { cwd: folder.path })).stderr;
    expect(await told(...rate, "--mde", "0.99")).toBe("");
    expect(await told(...rate, "--mde", "10")).toBe("--mde: expected a share of the baseline, got 10, which is 1,000 % of it, and check refuses it in an experiment file; for 10 % write --mde 0.1\n");
    expect(await told("size", "--metric", "mean", "--baseline", "2", "--sd", "4", "--mde", "-1.5")).toBe("--mde: expected a share of the baseline, got -1.5, which is -150 % of it; for -1.5 % write --mde -0.015\n");
    expect(await told("size", "--metric", "mean", "--baseline", "2", "--sd", "4", "--non-inferiority", "3")).toBe("");
  });

  test("law: a pilot of a ratio is its baseline and its deviation", async () => {
    const rows = Array.from({ length: 40 }, (_, index): [number, number] => [(index * 7) % 11, (index % 3) + 1]);
    folder.write("pilot.csv", `r,o\n${rows.map((row) => row.join(",")).join("\n")}\n,3\n`);
    const pilot = jointMomentsOf(rows, 2);
    const [top = 0, bottom = 1] = pilot.means;
    const expected = sizeMean({ baseline: top / bottom, standardDeviation: ratioStandardDeviation(pilot), mdeRelative: 0.2 });
    expect(await sized("size", "--metric", "ratio", "--pilot", "pilot.csv", "--numerator", "r", "--denominator", "o", "--mde", "0.2")).toEqual(expected);
  });

  test("example: the curve is drawn in blocks in a terminal, in plain signs elsewhere, and on the page", async () => {
    const piped = (await runCommand([...rate, "--mde", "0.1", "--daily-units", "4000", "--html", "size.html"], { cwd: folder.path })).stdout;
    expect(piped).toContain("10.00%  80.00%  ###################################\n");
    expect(piped).toContain("for: baseline 0.05, smallest effect 0.1 of it\n  alpha 0.05 two-sided, power 0.8, design effect 1\n");
    expect(piped).not.toContain("tightest");
    const guarded = (await runCommand([...rate, "--mde", "0.1", "--guardrails", "1"])).stdout;
    expect(guarded).toContain("  alpha 0.05 two-sided, power 0.9 each, so that all 2 pass together with 0.8, design effect 1\n");
    expect(guarded).toMatch(/10\.00% +90\.0\d%  /u);
    expect(piped).not.toContain("█");
    let drawn = "";
    const stdout = { write: (text: string) => (drawn += text), isTTY: true, columns: 60 };
    await main([...rate, "--mde", "0.1"], { stdout, env: { LANG: "de_DE.UTF-8" } });
    expect(drawn).toContain("10.00%  80.00%  ███████████████████▏\n");
    expect(Math.max(...drawn.split("\n").map((line) => Array.from(line).length))).toBeLessThanOrEqual(60);
    const page = readFileSync(join(folder.path, "size.html"), "utf8");
    expect(page).toContain("Chance that one comparison shows the effect, by its size.");
    expect(page).toContain("Smallest effect that each day can show.");
    expect(page).not.toMatch(/NaN|Infinity/u);
  });

  test("law: a bar grows with its share, never past its width", () => {
    for (const [isTTY, env] of [[true, { LC_ALL: "C.UTF-8" }], [true, { LC_ALL: "C" }], [false, { LANG: "C.UTF-8" }]] as const) {
      const bars = barDrawer({ stdout: { write: () => undefined, isTTY, columns: 40 }, env });
      const lengths = Array.from({ length: 101 }, (_, percent) => Array.from(bars.draw(percent / 100)).length);
      expect(lengths.every((length, index) => length >= (lengths[index - 1] ?? 0) && length <= bars.width)).toBe(true);
      expect([lengths[0], lengths[100], Array.from(bars.draw(7)).length]).toEqual([0, bars.width, bars.width]);
    }
  });

  test.each([
    [["--mde", "20"], "--mde: expected an effect that leaves the rate in (0, 1), got 20 on 0.05"],
    [["--mde", "0.1", "--weights", "a=1,b=1", "--control", "z"], "--control: expected one of a, b, got z"],
    [["--mde", "0.1", "--power", "0.01"], "--power: expected a number above 0.025"],
    [["--mde", "0.1", "--alpha", "1e-12"], "--alpha: expected a number from 1e-9"],
    [["--mde", "0.1", "--icc", "0.1"], "--cluster-size: expected the mean number of units in one"],
    [["--mde", "0.1", "--icc", "0.1", "--cluster-size", "3", "--design-effect", "2"], "--design-effect: expected either it or --icc"],
    [["--mde", "0.1", "--non-inferiority", "1"], "--mde: expected either --mde or --non-inferiority, got both"],
    [["--mde", "0.1", "--sequential", "0"], "--sequential: expected a whole number of looks"],
    [["--mde", "0.1", "--pilot", "x.csv"], "--pilot: expected --metric ratio without --baseline"],
    [[], "--mde: expected the smallest effect worth finding, as in 0.1, or --non-inferiority, got nothing"],
  ])("edge: %s names its option", async (options, message) => {
    const { exitCode, stderr } = await runCommand([...rate, ...options]);
    expect([exitCode, stderr.startsWith(`liftproof: ${message}`)]).toEqual([2, true]);
  });
});
