import { lstat, mkdir, stat, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { CommandFault } from "../command-fault.ts";
import { pathFrom } from "../command-context.ts";
import type { CommandContext } from "../command-context.ts";

/** What is said of the codes a file system refuses with. */
const refusals: Readonly<Record<string, string>> = {
  EACCES: "a place this user may not write to; choose another path",
  EPERM: "a place this user may not write to; choose another path",
  ENOENT: "a place where no file can be made; choose another path",
  EROFS: "a disk mounted read-only; choose another path",
  ENOSPC: "a full disk; free space",
  EDQUOT: "a full quota; free space",
  ENOTDIR: "a file where a folder is needed; choose another path",
  EEXIST: "a file where a folder is needed; choose another path",
  ENAMETOOLONG: "a name that is too long; choose a shorter one",
};

/**
 * Writes a file that the person named, and the folders it needs.
 *
 * @param option - The option that named it, for messages.
 * @throws CommandFault when the path is a folder or cannot be written.
 */
export async function writeOutput(context: CommandContext, { option, path }: OutputPlace, text: string): Promise<void> {
  const absolute = pathFrom(context, path);
  await outputStep({ option, path }, async () => {
    await makeFolders(dirname(absolute));
    await writeFile(absolute, text);
  });
}

/** Makes a folder that the person named. @throws CommandFault when a file stands there or it cannot be made. */
export async function makeOutputFolder(context: CommandContext, place: OutputPlace): Promise<void> {
  await outputStep(place, () => makeFolders(pathFrom(context, place.path)));
}

/** Where output goes, as the person wrote it. */
export interface OutputPlace {
  readonly option: string;
  readonly path: string;
}

/** Runs a step that writes to a place. @throws CommandFault naming the option and what to do when the file system refuses. */
export async function outputStep({ option, path }: OutputPlace, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (cause) {
    if (cause instanceof CommandFault) throw cause;
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "an unknown failure";
    if (code === "EISDIR") throw new CommandFault(`${option}: expected a file to write, got the folder ${path}; name a file in it`, { cause });
    throw new CommandFault(`${option}: expected a path that can be written, got ${path}: ${refusals[code] ?? `${code}; choose another path`}`, { cause });
  }
}

/**
 * Folder by folder from the top: the recursive mkdir of Node never returns where the system says "no such file" for a
 * parent that is there, as under /proc.
 */
async function makeFolders(folder: string): Promise<void> {
  const parent = resolve(folder, "..");
  const there = await stat(folder).catch(() => null);
  if (there?.isDirectory() === true) return;
  if (there !== null || parent === folder) throw Object.assign(new Error("not a folder"), { code: "ENOTDIR" });
  await makeFolders(parent);
  await mkdir(folder).catch(async (cause: unknown) => {
    // Somebody else made it in between.
    if (!(await lstat(folder).then((status) => status.isDirectory(), () => false))) throw cause;
  });
}
