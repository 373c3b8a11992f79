/** Runs chunks of scenarios as they are asked for; a chunk's random numbers depend on the seed, the scenario's name and the chunk alone. */
import { isMainThread, parentPort, workerData } from "node:worker_threads";
import { randomSource } from "@liftproof/simulator";
import { scenarios } from "./scenarios.mjs";

export { scenarios };

if (!isMainThread && parentPort !== null) {
  const source = randomSource(workerData.seed);
  parentPort.on("message", ({ index, chunk, runs }) => {
    const { name, run } = scenarios[index];
    parentPort.postMessage({ index, chunk, tally: run(source(name)(chunk), runs) });
  });
}
