import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { fileStep } from "./file-error.ts";

/** Makes the names inside a folder survive a power cut. Windows has no such call and needs none for NTFS. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  await fileStep("sync folder", path, async () => {
    const folder = await open(path, "r");
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  });
}

/** Makes a folder and those above it, each one's name on disk when this returns. */
export async function makeFolder(path: string): Promise<void> {
  const first = await fileStep("make folder", path, () => mkdir(path, { recursive: true }));
  if (first === undefined) return;
  let folder = path;
  while (folder !== dirname(first) && folder !== dirname(folder)) {
    folder = dirname(folder);
    await syncFolder(folder);
  }
}

/**
 * Writes a whole file so that its name never stands for half of it: temporary file, fsync, rename, fsync of the folder.
 *
 * `fill` writes to `temporary`, a path on the same disk that nobody else uses; when it throws, nothing is left behind.
 */
export async function writeDurably(path: string, temporary: string, fill: (temporaryPath: string) => Promise<void>): Promise<void> {
  await fileStep("write", path, async () => {
    try {
      await fill(temporary);
      const handle = await open(temporary, "r+");
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, path);
    } catch (cause) {
      await rm(temporary, { force: true });
      throw cause;
    }
  });
  await syncFolder(dirname(path));
}
