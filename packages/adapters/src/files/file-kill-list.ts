import { randomUUID } from "node:crypto";
import { open, readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { killListText, readKillList } from "@liftproof/experiments";
import type { Kill, KillList } from "@liftproof/experiments";
import { AdapterError } from "../adapter-error.ts";
import { makeFolder, writeDurably } from "./durable-file.ts";
import { fileError, fileStep } from "./file-error.ts";

/**
 * A kill list in a JSON file, for services on one machine to poll. A missing file is an empty list.
 *
 * Adding replaces the file whole, on disk before it returns; a reader sees the old list or the new one. Adding a kill
 * of the same experiment and phase keeps the first.
 *
 * @throws AdapterError `corrupt` when the file is no kill list: nothing is ever overwritten that could not be read;
 * `locked` while another process adds.
 */
export function fileKillList(path: string): KillList {
  const read = async (): Promise<readonly Kill[]> => {
    const text = await textOf(path);
    if (text === null) return [];
    const found = readKillList({ path, text });
    if (found.kind === "read") return found.kills;
    const [fault] = found.faults;
    throw new AdapterError("corrupt", `${fault?.message ?? path}; mend the kill list by hand, or move it away to begin a new one`);
  };
  const add = async (kill: Kill): Promise<void> => {
    await makeFolder(dirname(path));
    await whileLocked(`${path}.lock`, async () => {
      const kills = await read();
      if (kills.some(({ expId, phase }) => expId === kill.expId && phase === kill.phase)) return;
      const text = killListText([...kills, kill]);
      await writeDurably(path, `${path}.${randomUUID()}`, (temporary) => writeNew(temporary, text));
    });
  };
  return { read, add };
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return null;
    throw fileError("read", path, cause);
  }
}

async function writeNew(path: string, text: string): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
}

async function whileLocked(lock: string, action: () => Promise<void>): Promise<void> {
  try {
    await (await open(lock, "wx")).close();
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "EEXIST")) throw fileError("lock", lock, cause);
    throw new AdapterError("locked", `${lock}: expected nobody else to be adding a kill, found a lock; try again, or delete the file when no process is at work`);
  }
  try {
    await action();
  } finally {
    await fileStep("unlock", lock, () => rm(lock, { force: true }));
  }
}
