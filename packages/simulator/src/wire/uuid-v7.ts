import type { EpochMicros } from "@liftproof/events";
import type { RandomStream } from "../random/random-stream.ts";
import { hexText } from "./hex-text.ts";

/**
 * A UUID of version 7 for an instant.
 *
 * Source: RFC 9562, "Universally Unique IDentifiers (UUIDs)", section 5.7.
 */
export function uuidV7(atUs: EpochMicros, random: RandomStream): string {
  const time = Math.floor(atUs / 1000)
    .toString(16)
    .padStart(12, "0");
  const drawn = hexText(random, 3);
  const variant = "89ab"[random.below(4)];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${drawn.slice(0, 3)}-${variant}${drawn.slice(3, 6)}-${drawn.slice(6, 18)}`;
}
