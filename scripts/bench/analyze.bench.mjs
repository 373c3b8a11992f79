/** A CSV of ten million rows through `liftproof analyze`, beside DuckDB's own sums of the same columns: time and peak memory of whole processes. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../process.mjs";
import { figure } from "./measure.mjs";
import { writeUnits } from "./write-units.mjs";

const units = Number(process.env.LIFTPROOF_BENCH_ROWS ?? 10_000_000);
export const title = "Analyze a large file";

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), "liftproof-bench-"));
  const file = join(folder, "units.csv");
  try {
    await writeUnits(file, units);
    const floor = await whole("duckdb", file);
    const works = [
      ["DuckDB: the same moments by arm, ids not read", floor],
      ["DuckDB: those and the distinct ids by arm", await whole("duckdb-units", file)],
      ["liftproof analyze", await whole("analyze", file)],
    ];
    return {
      note: `${figure(units)} rows (${figure(statSync(file).size)} bytes), one per unit, two arms, a rate and two means. The floor is one aggregation of typed columns: counts, sums and sums of squares by arm. It leaves out what makes them trustworthy: it does not read the ids, so that repeats and crossovers go unseen; it stops at the first cell it cannot read instead of counting it; it adds amounts as doubles, in the order in which threads finish, instead of as exact whole numbers; and it tests nothing.`,
      columns: ["work", "seconds", "CPU seconds", "peak memory, MB", "times the floor (seconds)", "times the floor (CPU)"],
      rows: works.map(([work, { seconds, cpuSeconds, megabytes }]) => [
        work, figure(seconds), figure(cpuSeconds), Math.round(megabytes), (seconds / floor.seconds).toFixed(2), (cpuSeconds / floor.cpuSeconds).toFixed(2),
      ]),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs one contender in a process of its own, so that its peak memory is its own. */
async function whole(contender, file) {
  const child = spawn(process.execPath, [join(root, "scripts/bench/analyze-contender.mjs"), contender, file], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (chunk) => (said += chunk));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${contender}: expected exit code 0, got ${code}\n${said}`);
  return JSON.parse(said.trim().split("\n").at(-1));
}
