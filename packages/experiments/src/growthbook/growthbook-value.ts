import type { KeyPath } from "../config/yaml-file.ts";
import type { ConditionTranslation } from "./condition-translation.ts";
import { isRecord } from "./is-record.ts";

/**
 * A value that stands beside an attribute without an operator. GrowthBook compares texts and numbers
 * by what they spell, so both spellings are written down.
 */
export function growthbookValue(written: unknown, path: KeyPath, run: ConditionTranslation): unknown {
  if (typeof written === "number") return { $in: [written, String(written)] };
  if (typeof written === "string") {
    const number = Number(written);
    if (written !== "" && String(number) === written && Number.isFinite(number)) return { $in: [written, number] };
    return written === "true" || written === "false" ? { $in: [written, written === "true"] } : written;
  }
  if (typeof written === "boolean") {
    const others = written ? "any number but 0 and any text but the empty one" : "0 and the empty text";
    run.remarks.push({ path, fate: "differs", message: `GrowthBook took ${others} for ${String(written)}; here only ${String(written)} is` });
  }
  if (isRecord(written) && Object.keys(written).some((key) => key.startsWith("$"))) {
    run.remarks.push({ path, fate: "refused", message: "expected either operators or plain keys, got both" });
  }
  return written;
}
