import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { AdapterError } from "../../adapter-error.ts";

/** A file that can be read as it stands, and how to put away whatever was made for that. */
export interface PlainFile {
  readonly path: string;
  /** Removes the unpacked copy, if there is one. */
  readonly close: () => Promise<void>;
}

/**
 * The file itself, or an unpacked copy of a gzip file (told by its first bytes, not by its name).
 *
 * Unpacking is done here because the engine reads a gzip file that breaks off in the middle up to the break and
 * reports nothing: half of the users would silently be missing.
 *
 * @param path - Where it is.
 * @param name - The name the person gave, for messages.
 * @throws AdapterError when there is no such file, it is a folder, a device or a pipe, it may not be read, it is empty, or its
 * gzip stream is broken.
 */
export async function plainFile(path: string, name: string, tempDirectory: string = tmpdir()): Promise<PlainFile> {
  if (!(await startsLikeGzip(path, name))) return { path, close: async () => {} };
  const folder = await mkdtemp(join(tempDirectory, "liftproof-unpacked-"));
  const close = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const unpacked = join(folder, "plain");
  try {
    await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), createGunzip(), createWriteStream(unpacked));
  } catch (cause) {
    await close();
    throw brokenGzip(name, cause);
  }
  return { path: unpacked, close };
}

async function startsLikeGzip(path: string, name: string): Promise<boolean> {
  try {
    const status = await stat(path);
    if (!status.isFile() && !status.isDirectory()) {
      throw new AdapterError("bad_data", `${name}: expected a file, got a device or a pipe, which can be read only once; write it to a file first`);
    }
    if (!status.isFile()) {
      throw new AdapterError("bad_data", `${name}: expected a file, got a folder; name one file in it`);
    }
    const file = await open(path, "r");
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
      if (bytesRead === 0) {
        throw new AdapterError("bad_data", `${name}: expected a header line and rows, got an empty file; export it again`);
      }
      return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw cause instanceof AdapterError ? cause : unreadable(name, cause);
  }
}

function unreadable(name: string, cause: unknown): AdapterError {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") {
    return new AdapterError("not_found", `${name}: expected a file, found nothing there; check the path`, { cause });
  }
  return new AdapterError("denied", `${name}: expected a readable file, got ${String(code)}; check its permissions`, {
    cause,
  });
}

function brokenGzip(name: string, cause: unknown): AdapterError {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "Z_BUF_ERROR") {
    const message = `${name}: expected a whole gzip file, got one that breaks off; copy or download it again`;
    return new AdapterError("corrupt", message, { cause });
  }
  if (typeof code === "string" && code.startsWith("Z_")) {
    const message = `${name}: expected a gzip file, got damaged data (${code}); copy or download it again`;
    return new AdapterError("corrupt", message, { cause });
  }
  return new AdapterError("denied", `${name}: cannot be unpacked (${String(code)}); check the room in the temporary folder`, {
    cause,
  });
}
