import type { BronzeObject } from "./bronze-object-key.ts";
import { hourPartition } from "./hour-partition.ts";
import { sha256Text } from "./sha256-text.ts";

/**
 * The key of the write-once manifest entry of one bronze object.
 *
 * @throws RangeError when the instant or the digest is not one.
 */
export function manifestKey({ receivedHourUs, sha256Hex }: Omit<BronzeObject, "gzip">): string {
  return `manifest/${hourPartition(receivedHourUs)}/${sha256Text(sha256Hex)}.json`;
}
