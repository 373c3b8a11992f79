/** A CSV of ten million rows through `liftproof analyze`, beside DuckDB's own averages of the same columns: time and peak memory of whole processes. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../process.mjs";
import { figure } from "./measure.mjs";

const units = Number(process.env.LIFTPROOF_BENCH_ROWS ?? 10_000_000);
export const title = "Analyze a large file";

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), "liftproof-bench-"));
  const file = join(folder, "units.csv");
  try {
    await writeUnits(file);
    const floor = await whole("duckdb", file);
    const ours = await whole("analyze", file);
    return {
      note: `${figure(units)} rows (${figure(statSync(file).size)} bytes), one per unit, two arms, a rate and two means. The floor reads the same columns with typed parsing and averages them; it neither checks ids nor drops repeats and crossovers.`,
      columns: ["work", "seconds", "CPU seconds", "peak memory, MB", "times the floor (seconds)"],
      rows: [["DuckDB: averages and variances by arm", floor], ["liftproof analyze", ours]].map(([work, { seconds, cpuSeconds, megabytes }]) => [
        work, figure(seconds), figure(cpuSeconds), Math.round(megabytes), (seconds / floor.seconds).toFixed(2),
      ]),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function writeUnits(file) {
  const out = createWriteStream(file);
  out.write("unit_id,arm,converted,orders,revenue\n");
  let state = 42;
  const next = () => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) / 2 ** 32;
  for (let from = 0; from < units; from += 50_000) {
    let text = "";
    for (let unit = from; unit < Math.min(from + 50_000, units); unit += 1) {
      const orders = next() < 0.1 ? 1 + Math.floor(next() * 3) : 0;
      text += `u${unit},${next() < 0.5 ? "control" : "treatment"},${orders > 0},${orders},${(orders * next() * 90).toFixed(2)}\n`;
    }
    if (!out.write(text)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
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
