import { createReadStream } from "node:fs";

const FEED = 10;
const RETURN = 13;

/** The line that begins at a byte of a file, counted from 1; of the byte of a line end, the line below. A file in which lines end in carriage returns alone has those counted. */
export async function lineAt(path: string, byte: number): Promise<number> {
  let line = 1;
  let previous = 0;
  let at = 0;
  for await (const bytes of createReadStream(path) as AsyncIterable<Buffer>) {
    for (const one of bytes) {
      const isEnd = one === FEED || one === RETURN;
      if (at >= byte && !isEnd) return line;
      if (isEnd && !(one === FEED && previous === RETURN)) line++;
      previous = one;
      at++;
    }
  }
  return line;
}
