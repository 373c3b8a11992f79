/** The collector under load on loopback: what it accepts durably, what a slow or full disk does to it, whether memory stays, and what a kill costs. */
import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { createBronzeWriter, listBronze, verifyBronze } from "@liftproof/adapters/files";
import { figure } from "./measure.mjs";

const minutes = Number(process.env.BENCH_LOAD_MINUTES ?? 10);
const seconds = Number(process.env.BENCH_LOAD_SECONDS ?? 10);
const kills = Number(process.env.BENCH_LOAD_KILLS ?? 10);
const unbounded = 2 ** 40;

export const title = "Collect events over HTTP";

export async function run() {
  return {
    note: `Collector and clients in two processes over loopback, files on ${tmpdir()}; an event counts once the answer was 202, which follows the flush to disk. Every row ends with a check that bronze holds every acknowledged event once. The command: npm run bench -- collect (BENCH_LOAD_MINUTES=${minutes}).`,
    columns: ["load", "events per second", "per CPU second of the collector", "p50 ms", "p99 ms", "answers", "memory MB, start to end"],
    rows: [
      await load("64 clients, 1 event a request", { clients: 64, events: 1 }),
      await load("64 clients, 50 events a request", { clients: 64, events: 50 }),
      await load("64 clients, 50 events, a disk 100 ms slower", { clients: 64, events: 50, slowMs: 100 }),
      await load("64 clients, 50 events, 100 ms slower and room for 200 kB", { clients: 64, events: 50, slowMs: 100, waitingCharacters: 200_000 }),
      await load(`8 clients, 10 events, ${minutes} minutes`, { clients: 8, events: 10, forSeconds: minutes * 60 }),
      await killed(),
    ],
  };
}

async function load(name, { clients, events, slowMs = 0, waitingCharacters = unbounded, forSeconds = seconds }) {
  const root = mkdtempSync(join(tmpdir(), "liftproof-load-"));
  try {
    const { child, port } = await startCollector(root, slowMs, waitingCharacters);
    await answersOf(port, { clients, events, forSeconds: 1, prefix: "warm-" });
    const before = await usage(child);
    const startedAt = performance.now();
    const said = await answersOf(port, { clients, events, forSeconds, prefix: "e-" });
    const tookSeconds = (performance.now() - startedAt) / 1000;
    const after = await usage(child);
    child.send("stop");
    await once(child, "exit");
    await requireWhole(root, said.ranges);
    const perSecond = said.acknowledged / tookSeconds;
    const perCpu = said.acknowledged / (after.cpuSeconds - before.cpuSeconds);
    const { p50, p99 } = said.latenciesMs;
    return [name, figure(perSecond), figure(perCpu), p50.toFixed(1), p99.toFixed(1), answerText(said.statuses), `${Math.round(before.rssMegabytes)} to ${Math.round(after.rssMegabytes)}`];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Kills the collector again and again in the middle of the load, and starts another on what it left. */
async function killed() {
  const root = mkdtempSync(join(tmpdir(), "liftproof-load-"));
  try {
    const ranges = [];
    let acknowledged = 0;
    for (let round = 0; round < kills; round++) {
      const { child, port } = await startCollector(root, 0, unbounded);
      const answers = answersOf(port, { clients: 16, events: 5, forSeconds: 60, prefix: `k${round}-` });
      await pause(1_000 + 97 * round);
      child.kill("SIGKILL");
      const said = await answers;
      ranges.push(...said.ranges.map(([first, count]) => [first, count, `k${round}-`]));
      acknowledged += said.acknowledged;
    }
    await (await createBronzeWriter({ root })).close();
    await requireWhole(root, ranges, Array.from({ length: kills }, (_, round) => `k${round}-`));
    return [`16 clients, 5 events, killed ${kills} times`, "", "", "", "", `${figure(acknowledged)} events acknowledged, 0 lost, 0 doubled`, ""];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function startCollector(root, slowMs, waitingCharacters) {
  const child = fork(new URL("./load/collector.mjs", import.meta.url), [root, String(slowMs), String(waitingCharacters)], { serialization: "json" });
  const [{ port }] = await once(child, "message");
  return { child, port };
}

async function answersOf(port, { clients, events, forSeconds, prefix }) {
  const child = spawn(process.execPath, [new URL("./load/client.mjs", import.meta.url).pathname, port, clients, events, forSeconds, prefix].map(String), { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (chunk) => (text += chunk));
  await once(child, "close");
  return JSON.parse(text);
}

async function usage(child) {
  const answer = once(child, "message");
  child.send("usage");
  const [used] = await answer;
  return used;
}

/**
 * Counts every event of the run in bronze by its number.
 *
 * @throws Error when an acknowledged event is not there, or any event twice.
 */
async function requireWhole(root, ranges, prefixes = ["e-"]) {
  const { faults } = await verifyBronze(root);
  const most = ranges.reduce((far, [first, count]) => Math.max(far, first + count), 0) + 10_000;
  const seen = new Map(prefixes.map((prefix) => [prefix, new Uint8Array(most)]));
  for (const { path } of await listBronze(root)) {
    for (const [, prefix, number] of gunzipSync(readFileSync(path)).toString("latin1").matchAll(/"event_id":"([a-z]\d*-)(\d+)"/g)) {
      const counts = seen.get(prefix);
      if (counts !== undefined) counts[Number(number)] += 1;
    }
  }
  let lost = 0;
  for (const [first, count, prefix = prefixes[0]] of ranges) {
    const counts = seen.get(prefix);
    for (let at = first; at < first + count; at++) if (counts[at] === 0) lost += 1;
  }
  const doubled = [...seen.values()].reduce((sum, counts) => sum + counts.reduce((more, count) => more + (count > 1 ? 1 : 0), 0), 0);
  if (faults.length + lost + doubled > 0) throw new Error(`bronze: expected every acknowledged event once, got ${lost} lost, ${doubled} doubled and ${faults.length} faults`);
}

function answerText(statuses) {
  return Object.entries(statuses).map(([status, count]) => `${figure(count)} x ${status}`).join(", ");
}
