import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";

const repository = resolve(import.meta.dirname, "../../../..");
const folder = resolve(repository, process.env["LIFTPROOF_DATA"] ?? "../shared/data");

/** The rows of a data file without its header, or `null` with a plain line when the folder is not there. */
export function dataRows(path: string): readonly (readonly string[])[] | null {
  const text = dataText(path);
  return text === null ? null : text.trimEnd().split(/\r?\n/).slice(1).map((line) => line.split(","));
}

/** A data file, unpacked, or `null` with a plain line when the folder is not there. */
export function dataText(path: string): string | null {
  const file = resolve(folder, path);
  if (!existsSync(file)) {
    console.log(`skipped: ${path} is not in ${folder}; set LIFTPROOF_DATA to the data folder`);
    return null;
  }
  const bytes = readFileSync(file);
  return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}
