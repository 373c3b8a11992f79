/** Spreads the chunks of the scenarios over the cores and gives one tally per scenario. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { mergeTallies } from "./tally.mjs";

/** How many pieces a scenario is cut into: fixed, so that the result does not depend on the cores. */
const CHUNKS = 20;

/**
 * @param bundle URL of the bundled worker
 * @param scenarios what to run: name, index in the bundle, runs
 * @param options.progress called with the share of chunks done and the scenario that came back last
 */
export async function runAll(bundle, scenarios, { seed, jobs = availableParallelism(), progress }) {
  const chunks = Array.from({ length: CHUNKS }, (_, chunk) => chunk);
  const waiting = scenarios.flatMap(({ index, runs }) => chunks.map((chunk) => ({ index, chunk, runs: Math.ceil(runs / CHUNKS) })));
  const tallies = new Map(scenarios.map(({ index }) => [index, []]));
  const all = waiting.length;
  let done = 0;
  const work = async () => {
    const worker = new Worker(bundle, { workerData: { seed } });
    try {
      for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
        const { index, chunk, tally } = await answer(worker, task);
        tallies.get(index)[chunk] = tally;
        done += 1;
        progress(done / all, index);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return new Map([...tallies].map(([index, parts]) => [index, mergeTallies(parts)]));
}

function answer(worker, task) {
  return new Promise((resolve, reject) => {
    const settle = (after) => (value) => {
      worker.removeAllListeners("message");
      worker.removeAllListeners("error");
      after(value);
    };
    worker.once("message", settle(resolve));
    worker.once("error", settle(reject));
    worker.postMessage(task);
  });
}
