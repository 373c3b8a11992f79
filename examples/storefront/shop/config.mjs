/** The shop's experiments, from the files beside the code; a fault in one of them stops the start. */
import { readFile, readdir } from "node:fs/promises";
import { loadExperiments } from "@liftproof/experiments";

const folder = new URL("../config/", import.meta.url);

export async function loadConfig() {
  const names = (await readdir(new URL("experiments/", folder))).sort();
  const files = await Promise.all(names.map((name) => configFile(`experiments/${name}`)));
  const [metrics, surfaces] = await Promise.all([configFile("metrics.yaml"), configFile("surfaces.yaml")]);
  const { experiments, metrics: measured, faults } = loadExperiments(files, { metrics, surfaces });
  if (faults.length > 0) throw new Error(faults.map(({ message }) => message).join("\n"));
  return { experiments, metrics: measured };
}

async function configFile(path) {
  return { path, text: await readFile(new URL(path, folder), "utf8") };
}
