import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

/** Folder of the real data sets, which are not part of the repository. */
export const dataFolder: string = resolve(import.meta.dirname, "../../../..", process.env["LIFTPROOF_DATA"] ?? "../shared/data");

/** Whether a data set is there; says so in one line when it is not. */
export function hasData(name: string): boolean {
  const there = existsSync(join(dataFolder, name));
  if (!there) console.log(`skipped: ${name} is not in ${dataFolder}; set LIFTPROOF_DATA to the folder that has it`);
  return there;
}
