import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { AdapterError } from "../../adapter-error.ts";
import { holdsByte } from "./holds-byte.ts";
import { linePieces } from "./line-pieces.ts";
import type { DelimitedText, LineEnd } from "./line-pieces.ts";
import type { PlainFile } from "./plain-file.ts";

const CARRIAGE_RETURN = 13;

/** A delimited file that is being opened. */
export interface OpenedText extends DelimitedText {
  readonly plain: PlainFile;
  /** What messages call it. */
  readonly name: string;
  readonly tempDirectory?: string;
}

/**
 * The file itself when all its lines end alike, else a copy in which all end in a line feed. What stands within
 * quotes stays as it is. Closing the copy closes the file as well.
 *
 * The engine takes the first line end for that of the whole file. At another one it stops, or, after a quoted
 * field, leaves out rows and counts them as one; its lenient mode puts in empty rows and cuts cells.
 *
 * @throws AdapterError `bad_data` for a carriage return alone among other line ends: part of a cell or end of a
 * row, nobody can tell.
 */
export async function withOneLineEnd(text: OpenedText): Promise<PlainFile> {
  const { plain } = text;
  if (!(await holdsByte(plain.path, CARRIAGE_RETURN))) return plain;
  if (!(await isMixed(text))) return plain;
  const folder = await mkdtemp(join(text.tempDirectory ?? tmpdir(), "liftproof-line-ends-"));
  const path = join(folder, "plain");
  const removeCopy = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    await pipeline(withLineFeeds(text), createWriteStream(path));
  } catch (error) {
    await removeCopy();
    throw error;
  }
  return {
    path,
    close: async () => {
      await removeCopy();
      await plain.close();
    },
  };
}

async function isMixed(text: OpenedText): Promise<boolean> {
  const firstLine = new Map<LineEnd, number>();
  for await (const { ends } of linePieces(text)) {
    for (const { end, line } of ends) if (!firstLine.has(end)) firstLine.set(end, line);
    const alone = firstLine.get("cr");
    if (alone !== undefined && firstLine.size > 1) {
      const others = firstLine.has("crlf") ? "carriage return and line feed" : "a line feed";
      const message = `${text.name}: expected lines that end in ${others}, got a carriage return alone on line ${alone}; put that cell in quotes, or make every line end alike`;
      throw new AdapterError("bad_data", message);
    }
  }
  return firstLine.size > 1;
}

async function* withLineFeeds(text: OpenedText): AsyncGenerator<Buffer> {
  for await (const { bytes, ends } of linePieces(text)) {
    const parts: Buffer[] = [];
    let from = 0;
    for (const { end, offset } of ends) {
      if (end !== "crlf") continue;
      parts.push(bytes.subarray(from, offset));
      from = offset + 1;
    }
    yield Buffer.concat([...parts, bytes.subarray(from)]);
  }
}
