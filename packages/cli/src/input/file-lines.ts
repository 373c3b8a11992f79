import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { CommandFault } from "../command-fault.ts";
import { pathFrom } from "../command-context.ts";
import type { CommandContext } from "../command-context.ts";

/** A line of a file, by its number from 1. */
export interface FileLine {
  readonly line: number;
  readonly text: string;
}

/**
 * The lines of a file, plain or gzip (told by its first bytes), without line ends, blank ones left out; a byte order mark is no text.
 *
 * Only a line feed ends a line: a JSON text may hold U+2028, which Node's own line reader would break at.
 *
 * @throws CommandFault when the gzip stream breaks off or is damaged.
 */
export async function* fileLines(context: CommandContext, path: string): AsyncGenerator<FileLine> {
  const absolute = pathFrom(context, path);
  const file = createReadStream(absolute, { highWaterMark: 1 << 18 });
  const isGzip = await startsLikeGzip(absolute);
  const chunks = isGzip ? file.pipe(createGunzip()) : file;
  if (isGzip) file.once("error", (cause) => chunks.destroy(cause));
  const decoder = new TextDecoder();
  let rest = "";
  let line = 0;
  try {
    for await (const chunk of chunks as AsyncIterable<Uint8Array>) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      const before = line;
      line += lines.length;
      yield* lines.map((text, index) => ({ line: before + index + 1, text: withoutReturn(text) })).filter(({ text }) => isText(text));
    }
    const last = rest + decoder.decode();
    if (isText(last)) yield { line: line + 1, text: withoutReturn(last) };
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    if (!code.startsWith("Z_")) throw cause;
    throw new CommandFault(`${path}: expected a whole gzip file, got one that breaks off or is damaged; copy or download it again`, { cause });
  } finally {
    file.destroy();
  }
}

async function startsLikeGzip(path: string): Promise<boolean> {
  const file = await open(path, "r");
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}

function isText(line: string): boolean {
  return line.trim() !== "";
}
