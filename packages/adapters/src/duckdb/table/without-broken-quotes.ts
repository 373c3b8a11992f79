import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { holdsByte } from "./holds-byte.ts";
import type { PlainFile } from "./plain-file.ts";
import { soundRecords } from "./sound-records.ts";
import type { RecordText } from "./sound-records.ts";

const QUOTE = 34;

/** A file without broken quotes. */
export interface SoundFile {
  readonly plain: PlainFile;
  /** Lines left out for a broken quote. */
  readonly setAside: number;
  /** Whether the byte order mark still stands before the text. */
  readonly byteOrderMark: boolean;
}

/**
 * The file itself when every quote is closed where its cell ends, else a copy without the lines where one is not.
 * Closing the copy closes the file as well.
 *
 * The engine reads from such a quote to the next one, or to the end of the file, and counts all of it as one row.
 *
 * @throws AdapterError `bad_data` when the header is broken.
 */
export async function withoutBrokenQuotes(text: RecordText & { readonly plain: PlainFile; readonly tempDirectory?: string }): Promise<SoundFile> {
  const { plain, byteOrderMark } = text;
  const setAside = (await holdsByte(text.path, QUOTE)) ? await brokenLines(text) : 0;
  if (setAside === 0) return { plain, setAside, byteOrderMark };
  const folder = await mkdtemp(join(text.tempDirectory ?? tmpdir(), "liftproof-quotes-"));
  const path = join(folder, "plain");
  const removeCopy = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    await pipeline(soundBytes(text), createWriteStream(path));
  } catch (error) {
    await removeCopy();
    throw error;
  }
  const close = async (): Promise<void> => {
    await removeCopy();
    await plain.close();
  };
  return { plain: { path, close }, setAside, byteOrderMark: false };
}

async function brokenLines(text: RecordText): Promise<number> {
  let lines = 0;
  for await (const { setAside } of soundRecords(text)) lines += setAside;
  return lines;
}

async function* soundBytes(text: RecordText): AsyncGenerator<Buffer> {
  for await (const { kept } of soundRecords(text)) for (const bytes of kept) if (bytes.length > 0) yield bytes;
}
