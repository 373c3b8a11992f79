import type { EpochMicros } from "../epoch-micros.ts";
import { hourPartition } from "./hour-partition.ts";
import { sha256Text } from "./sha256-text.ts";

/** What names one object of bronze. */
export interface BronzeObject {
  /** Any instant of the hour in which its lines were received. */
  readonly receivedHourUs: EpochMicros;
  /** Of the uncompressed bytes. */
  readonly sha256Hex: string;
  readonly gzip: boolean;
}

/**
 * The key of a bronze object. The content names it, so writing it twice is writing it once.
 *
 * @throws RangeError when the instant or the digest is not one.
 */
export function bronzeObjectKey({ receivedHourUs, sha256Hex, gzip }: BronzeObject): string {
  return `raw/${hourPartition(receivedHourUs)}/evt-${sha256Text(sha256Hex)}.ndjson${gzip ? ".gz" : ""}`;
}
