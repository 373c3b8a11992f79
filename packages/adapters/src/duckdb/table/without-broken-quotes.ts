import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { holdsByte } from "./holds-byte.ts";
import { lineAt } from "./line-at.ts";
import type { PlainFile } from "./plain-file.ts";
import { soundRecords } from "./sound-records.ts";
import type { RecordText } from "./sound-records.ts";

const QUOTE = 34;

/** A file without broken quotes. */
export interface SoundFile {
  readonly plain: PlainFile;
  /** Lines left out for a broken quote. */
  readonly setAside: number;
  /** The first of them, counted from 1 in the file; `null` when there is none. */
  readonly firstLine: number | null;
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
  const { setAside, firstLine } = (await holdsByte(text.path, QUOTE)) ? await brokenLines(text) : noBrokenLines;
  if (setAside === 0) return { plain, setAside, firstLine, byteOrderMark };
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
  return { plain: { path, close }, setAside, firstLine, byteOrderMark: false };
}

type BrokenLines = Pick<SoundFile, "setAside" | "firstLine">;

const noBrokenLines: BrokenLines = { setAside: 0, firstLine: null };

async function brokenLines(text: RecordText): Promise<BrokenLines> {
  let lines = 0;
  let firstByte: number | null = null;
  for await (const { setAside, setAsideFrom } of soundRecords(text)) {
    lines += setAside;
    firstByte ??= setAsideFrom;
  }
  return { setAside: lines, firstLine: firstByte === null ? null : await lineAt(text.path, firstByte) };
}

async function* soundBytes(text: RecordText): AsyncGenerator<Buffer> {
  for await (const { kept } of soundRecords(text)) for (const bytes of kept) if (bytes.length > 0) yield bytes;
}
