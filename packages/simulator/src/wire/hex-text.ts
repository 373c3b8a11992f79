import type { RandomStream } from "../random/random-stream.ts";

/** Eight lower-case hexadecimal digits for each word drawn. */
export function hexText(random: RandomStream, words: number): string {
  let text = "";
  for (let at = 0; at < words; at += 1) text += random.uint32().toString(16).padStart(8, "0");
  return text;
}
