import type { RandomStream } from "../random/random-stream.ts";

const hexBytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Eight lower-case hexadecimal digits for each word drawn. */
export function hexText(random: RandomStream, words: number): string {
  let text = "";
  for (let at = 0; at < words; at += 1) {
    const word = random.uint32();
    text += hexByte(word >>> 24) + hexByte(word >>> 16) + hexByte(word >>> 8) + hexByte(word);
  }
  return text;
}

function hexByte(word: number): string {
  return hexBytes[word & 255] ?? "";
}
