import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";

/** One line of a file and where its bytes stand. */
export interface FileLine {
  readonly bytes: Buffer;
  /** Offset of the line's first byte in the uncompressed file. */
  readonly offset: number;
  /** False for bytes after the last line feed: a line that was never finished. */
  readonly ended: boolean;
}

/** The lines of a file in order, without their line feeds, holding one chunk and one line in memory. Files named `.gz` are inflated. */
export async function* fileLines(path: string): AsyncGenerator<FileLine> {
  let rest: Buffer = Buffer.alloc(0);
  let offset = 0;
  const file = createReadStream(path, { highWaterMark: 1 << 18 });
  const inflated = path.endsWith(".gz") ? file.pipe(createGunzip()) : file;
  if (inflated !== file) file.once("error", (cause) => inflated.destroy(cause));
  try {
    for await (const chunk of inflated as AsyncIterable<Buffer>) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let from = 0;
      for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, from)) {
        yield { bytes: bytes.subarray(from, end), offset: offset + from, ended: true };
        from = end + 1;
      }
      rest = bytes.subarray(from);
      offset += from;
    }
    if (rest.length > 0) yield { bytes: rest, offset, ended: false };
  } finally {
    file.destroy();
  }
}
