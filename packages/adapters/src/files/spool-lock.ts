import { open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { AdapterError } from "../adapter-error.ts";
import { fileError } from "./file-error.ts";

/** Spools this process writes: a process id alone cannot tell a second writer here from one that died and left its number to us. */
const heldHere = new Set<string>();

/**
 * Makes this process the only writer of a spool folder.
 *
 * The lock is a file holding a process id. A lock whose process is gone is taken over, so a killed writer never has to be cleaned up after.
 *
 * @returns What gives the lock back.
 * @throws AdapterError `locked` while another live process holds it.
 */
export async function lockSpool(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, "writer.lock");
  if (heldHere.has(path)) throw locked(path, process.pid);
  heldHere.add(path);
  try {
    await takeLock(path);
  } catch (cause) {
    heldHere.delete(path);
    throw fileError("lock", path, cause);
  }
  return async () => {
    heldHere.delete(path);
    await rm(path, { force: true });
  };
}

async function takeLock(path: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      const handle = await open(path, "wx");
      try {
        await handle.writeFile(`${process.pid}\n`);
      } finally {
        await handle.close();
      }
      return;
    } catch (cause) {
      if (attempt > 0 || !(cause instanceof Error && "code" in cause && cause.code === "EEXIST")) throw cause;
    }
    const holder = Number((await readFile(path, "utf8")).trim());
    if (holder !== process.pid && isAlive(holder)) throw locked(path, holder);
    await rm(path, { force: true });
  }
}

function isAlive(processId: number): boolean {
  if (!Number.isSafeInteger(processId) || processId <= 0) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (cause) {
    return cause instanceof Error && "code" in cause && cause.code === "EPERM";
  }
}

function locked(path: string, holder: number): AdapterError {
  return new AdapterError("locked", `${path}: expected no other writer, got process ${holder}; stop it, or give this writer a root of its own`);
}
