import { createHash } from "node:crypto";
import { open, stat } from "node:fs/promises";
import { fileStep } from "../files/file-error.ts";

/** Bytes to be written once, which can be read again for every attempt. */
export interface S3Content {
  /** Relative to the store's prefix. */
  readonly key: string;
  readonly contentType: string;
  /** Of the content as a reader sees it, uncompressed; 64 hex digits. */
  readonly sha256: string;
  /** As sent. */
  readonly bytes: number;
  read(from: number, length: number): Promise<Uint8Array>;
}

/** A text as content. */
export function textContent(key: string, text: string): S3Content {
  const bytes = Buffer.from(text, "utf8");
  return {
    key,
    contentType: "application/json",
    sha256: createHash("sha256").update(bytes).digest("hex"),
    bytes: bytes.length,
    read: (from, length) => Promise.resolve(bytes.subarray(from, from + length)),
  };
}

/** A file as content; nobody may change it meanwhile. */
export async function fileContent(path: string, content: Pick<S3Content, "key" | "contentType" | "sha256">): Promise<S3Content> {
  const { size } = await fileStep("read", path, () => stat(path));
  const read = async (from: number, length: number): Promise<Uint8Array> => {
    const bytes = Buffer.allocUnsafe(Math.min(length, size - from));
    const handle = await open(path, "r");
    try {
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, from + filled);
        if (bytesRead === 0) throw new RangeError(`${path}: expected ${size} bytes, got ${from + filled}; somebody cut the file while it was sent`);
        filled += bytesRead;
      }
      return bytes;
    } finally {
      await handle.close();
    }
  };
  return { ...content, bytes: size, read: (from, length) => fileStep("read", path, () => read(from, length)) };
}
