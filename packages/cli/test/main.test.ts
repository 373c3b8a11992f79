import { describe, expect, test } from "vitest";
import { runCommand } from "./run-command.ts";

const commands = ["demo", "check", "size", "assign", "srm", "analyze", "attribute", "explain", "token", "token keygen", "token mint", "token verify", "ingest", "build", "guard", "kill", "report", "types"];

describe("the command", () => {
  test("example: help lists every command and the exit codes", async () => {
    const { exitCode, stdout } = await runCommand(["--help"]);
    expect(exitCode).toBe(0);
    for (const command of commands.filter((name) => !name.includes(" "))) expect(stdout).toMatch(new RegExp(`^  ${command} `, "mu"));
    expect(stdout).toContain("Exit codes: 0 fine");
  });

  test.each(commands)("law: %s --help shows an example that begins with the command", async (command) => {
    const { exitCode, stdout, stderr } = await runCommand([...command.split(" "), "--help"]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("Examples:\n");
    expect(stdout).toContain(`  $ liftproof ${command}`);
  });

  test.each([
    [[], /Usage: liftproof/u],
    [["explode"], /unknown command 'explode'/u],
    [["explain"], /required option '--order <id>' not specified/u],
    [["explain", "--order", "7"], /--lake: expected either a file of touches or --lake FILE, got neither; say where the order is/u],
    [["explain", "t.csv", "--lake", "l.duckdb", "--order", "7"], /--lake: expected either .* got both; leave one out/u],
    [["explain", "--lake", "l.duckdb", "--order", "7", "--order-id", "id"], /--order-id: expected nothing beside --lake, --order, --rules and --json, got a choice about files; leave it out/u],
    [["explain", "--lake", "nowhere.duckdb", "--order", "7"], /nowhere\.duckdb: expected a lake, found nothing there/u],
    [["attribute", "t.csv", "--time", "t", "--channel", "c", "--conversion", "x"], /--identity: expected a column of the touches, got nothing; add --identity COLUMN/u],
    [["analize"], /Did you mean analyze\?/u],
    [["srm", "a=1", "b=1", "--wieghts", "a=1"], /unknown option '--wieghts'.*\n.*--weights/u],
    [["srm", "a=1"], /arms: expected at least two/u],
    [["srm", "a=x", "b=1"], /arms: a: expected a whole number of units, got "x"/u],
    [["srm", "a=1", "a=2"], /each arm once, got "a" twice/u],
    [["srm", "a=1", "b=2", "--weights", "a=1"], /--weights: expected at least two arms, as in control=1,treatment=1, got only "a"/u],
    [["srm", "a=1", "b=2", "c=3", "--weights", "a=1,b=1"], /expected a weight for arm "c"/u],
    [["srm", "a=1", "b=2", "--weights", "a=1,b=1,c=1"], /got "c"; write c=0/u],
    [["size", "--metric", "rate", "--baseline", "5", "--mde", "0.1"], /--baseline: expected a number between 0 and 1, both excluded, as in 0.05, got "5"/u],
    [["size", "--metric", "mean", "--baseline", "5", "--mde", "0.1"], /--sd: expected the standard deviation/u],
    [["size", "--metric", "rate", "--baseline", "0.05", "--mde", "0.1", "--max-days", "7"], /--daily-units: expected a number because --max-days/u],
    [["analyze", "nowhere.csv", "--arm", "arm", "--control", "a", "--metric", "m=median(x)"], /NAME=rate\(COLUMN\)/u],
    [["analyze", "nowhere.csv", "--arm", "arm", "--control", "a", "--metric", "m=rate(x)"], /nowhere\.csv: expected a file, found nothing there; check the path/u],
    [["attribute", "t.csv", "--identity", "i", "--time", "t", "--channel", "c"], /--orders: expected either --orders FILE or --conversion COLUMN, got neither/u],
    [["attribute", "t.csv", "--identity", "i", "--time", "t", "--channel", "c", "--conversion", "x", "--model", "markov:0"], /--model: expected .*got "markov:0"/u],
    [["attribute", "t.csv", "--identity", "i", "--time", "t", "--channel", "c", "--conversion", "x", "--lookback", "week"], /--lookback: expected a duration like 7d/u],
    [["build", "--lake", "nowhere.duckdb"], /nowhere\.duckdb: expected a lake, found nothing there; make it with liftproof ingest/u],
    [["ingest", "--from", "nowhere", "--lake", "x.duckdb"], /nowhere: expected a bronze folder/u],
  ] as const)("edge: liftproof %s is wrong usage: exit 2 and a line that says what to do", async (argv, message) => {
    const { exitCode, stdout, stderr } = await runCommand([...argv]);
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(message);
  });
});

describe("srm", () => {
  test.each([
    [["a=5200", "b=4800"], 0.005333791246, false, "warn", 1],
    [["a=5201", "b=4799"], undefined, true, "warn", 1],
    [["a=44700", "b=45489"], 0.2665137729, false, "healthy", 0],
    [["a=9200", "b=800", "--weights", "a=9,b=1"], 1.738471174e-9, false, "kill", 1],
  ] as const)("vector: %s", async (words, anytimePValue, overTwoPoints, verdict, code) => {
    const { exitCode, stdout } = await runCommand(["srm", ...words, "--json"]);
    const printed = JSON.parse(stdout) as Record<string, number>;
    expect(exitCode).toBe(code);
    expect(printed).toMatchObject({ overTwoPoints, verdict });
    if (anytimePValue !== undefined) expect(Math.abs((printed["anytimePValue"] ?? 0) / anytimePValue - 1)).toBeLessThan(1e-9);
    expect(Object.keys(printed)).toEqual(expect.arrayContaining(["pValue", "worstDeviationPoints", "chiSquare", "degreesOfFreedom"]));
  });

  test("example: people get a table and a verdict", async () => {
    const { stdout } = await runCommand(["srm", "a=44700", "b=45489"]);
    expect(stdout).toMatch(/^arm {3}units {2}expected {2}observed\na {4}44,700 {4}50\.00% {4}49\.56%/u);
    expect(stdout).toContain("sample ratio: healthy: no sign of a broken split; a warning needs p below 0.0005 at one look\n");
  });

  test.each([["a=0", "b=0"], ["a=9", "b=10"], ["a=40", "b=1", "--weights", "a=40,b=1"]])("edge: %s %s is too little to tell, whatever the verdict for machines", async (...words) => {
    const { exitCode, stdout } = await runCommand(["srm", ...words]);
    expect([exitCode, stdout.trimEnd().split("\n").at(-1)]).toEqual([0, "sample ratio: too few units to tell"]);
    expect(JSON.parse((await runCommand(["srm", ...words, "--json"])).stdout)).toMatchObject({ verdict: "healthy" });
  });
});

describe("size", () => {
  test("vector: units per arm equal R's power.prop.test(p1 = .05, p2 = .055, power = .8)", async () => {
    const { exitCode, stdout } = await runCommand(["size", "--metric", "rate", "--baseline", "0.05", "--mde", "0.1", "--daily-units", "4000", "--json"]);
    const printed = JSON.parse(stdout) as Record<string, unknown>;
    expect(exitCode).toBe(0);
    expect(printed).toMatchObject({ unitsPerArm: { control: 31234, treatment: 31234 }, units: 62468, days: 16, gate: null });
    expect(Math.abs(Number(printed["exactUnitsPerArm"]) - 31233.43794)).toBeLessThan(1e-4);
    expect((printed["mdeByDay"] as unknown[])[0]).toMatchObject({ day: 1, units: 4000 });
  });

  test("example: a test that takes too long fails its gate and stops a pipeline", async () => {
    const { exitCode, stdout } = await runCommand(["size", "--metric", "rate", "--baseline", "0.05", "--mde", "0.1", "--daily-units", "4000", "--max-days", "10"]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain("gate: fail");
  });

  test("edge: the curve ends with the days the test may take, else goes on by weeks after four", async () => {
    const days = async (...more: readonly string[]): Promise<number[]> => {
      const { stdout } = await runCommand(["size", "--metric", "rate", "--baseline", "0.05", "--mde", "0.05", "--daily-units", "4000", ...more]);
      return stdout.slice(stdout.indexOf("\nday ")).trim().split("\n").slice(1).map((line) => Number(line.trim().split(" ", 1)[0]));
    };
    expect(await days("--max-days", "10")).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const open = await days();
    expect(open.slice(0, 28)).toEqual(Array.from({ length: 28 }, (_, index) => index + 1));
    expect(open.slice(28, -1).every((day) => day % 7 === 0)).toBe(true);
  });

  test("edge: arms called 1 and 0 keep the order of --weights", async () => {
    const { stdout } = await runCommand(["size", "--metric", "rate", "--baseline", "0.05", "--mde", "0.1", "--weights", "1=1,0=3", "--json"]);
    const { unitsPerArm, exactUnitsPerArm } = JSON.parse(stdout) as { unitsPerArm: Record<string, number>; exactUnitsPerArm: number };
    expect(unitsPerArm["1"]).toBe(Math.ceil(exactUnitsPerArm));
  });
});
