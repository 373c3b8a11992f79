import { open } from "node:fs/promises";
import { AdapterError } from "../../adapter-error.ts";

const HEAD_BYTES = 1 << 20;

/** What a file is, from its first bytes; for text, its beginning without the byte order mark. */
export type SniffedFile = { readonly kind: "parquet" } | SniffedText;

/** A file of lines. */
export interface SniffedText {
  readonly kind: "ndjson" | "delimited";
  readonly head: string;
  readonly byteOrderMark: boolean;
}

/**
 * The kind of a plain (unpacked) file. The name decides between JSON lines and delimited text only when it ends
 * in `.ndjson`, `.jsonl` or `.json`; otherwise the first character does.
 *
 * @param name - The name the person gave, for messages and its ending.
 * @throws AdapterError when the file is empty, binary, or text in another encoding than UTF-8.
 */
export async function sniffFile(path: string, name: string): Promise<SniffedFile> {
  const bytes = await readHead(path);
  if (bytes.subarray(0, 4).toString("latin1") === "PAR1") return { kind: "parquet" };
  if (/\.parquet$/iu.test(name)) {
    throw new AdapterError("corrupt", `${name}: expected a Parquet file (first bytes PAR1), got something else`);
  }
  const text = utf8(bytes, name);
  const byteOrderMark = text.startsWith("\ufeff");
  const head = byteOrderMark ? text.slice(1) : text;
  if (head.trim() === "" && bytes.length < HEAD_BYTES) {
    throw new AdapterError("bad_data", `${name}: expected a header line and rows, got an empty file; export it again`);
  }
  const first = head.trimStart().charAt(0);
  const named = /\.(?:ndjson|jsonl|json)(?:\.gz)?$/iu.test(name);
  if (named && first === "[") {
    const message = `${name}: expected one JSON object per line, got a JSON array; write each element on a line of its own`;
    throw new AdapterError("bad_data", message);
  }
  return { kind: named || first === "{" ? "ndjson" : "delimited", head, byteOrderMark };
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function utf8(bytes: Buffer, name: string): string {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) {
    throw new AdapterError("bad_data", `${name}: expected UTF-8 text, got UTF-16; save it again as "CSV UTF-8"`);
  }
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    const message = `${name}: expected CSV, NDJSON or Parquet, got binary data (a zero byte at offset ${nul}); check which file this is`;
    throw new AdapterError("bad_data", message);
  }
  try {
    // A stream decode accepts a character cut in two by the end of the head.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
  } catch (cause) {
    const message = `${name}: expected UTF-8 text, got bytes that are not; if it is a Latin-1 export, convert it: iconv -f latin1 -t utf-8`;
    throw new AdapterError("bad_data", message, { cause });
  }
}
