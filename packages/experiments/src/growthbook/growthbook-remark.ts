import type { KeyPath } from "../config/yaml-file.ts";

/**
 * What became of one key: `mapped` says the same here, `differs` was written down but means something
 * else, `left` is for the application to keep, and `refused` kept its experiment from being written.
 */
export type GrowthbookFate = "mapped" | "differs" | "left" | "refused";

/** One line of the report: a key of the payload and what became of it. */
export interface GrowthbookRemark {
  /** The payload, as it was named. */
  readonly file: string;
  /** Path from the root of the payload, such as `features.checkout.rules[0].weights`. */
  readonly key: string;
  readonly fate: GrowthbookFate;
  readonly message: string;
}

/** A remark before the name of the file is known. */
export interface Remark {
  readonly path: KeyPath;
  readonly fate: GrowthbookFate;
  readonly message: string;
}

/** A path in the words of the report. */
export function keyText(path: KeyPath): string {
  let text = "";
  for (const step of path) {
    if (typeof step === "number") text += `[${step}]`;
    else text += text === "" ? step : `.${step}`;
  }
  return text;
}
