import { spawnSync } from "node:child_process";
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "./temporary-folder.ts";

/** A disk of so many bytes that is gone when the test ends. */
export interface SmallDisk {
  readonly path: string;
  /** Takes space away until `release`: so many bytes, or all there is. */
  readonly ballast: (bytes?: number) => void;
  readonly release: () => void;
}

/** Of the system, and there only where a disk can be mounted. */
const programs = { mount: "mount", unmount: "umount" };

/** Mounts one in memory; `null` where this process may not mount, as for most users, and says so in one line. */
export function smallDisk(bytes: number): SmallDisk | null {
  const path = temporaryFolder();
  if (process.platform !== "linux" || spawnSync(programs.mount, ["-t", "tmpfs", "-o", `size=${bytes}`, "tmpfs", path]).status !== 0) {
    console.log("skipped: a full disk needs the right to mount one in memory (root on Linux)");
    return null;
  }
  onTestFinished(() => void spawnSync(programs.unmount, ["-l", path]));
  const file = join(path, "ballast");
  return {
    path,
    ballast: (size = Infinity) => {
      const handle = openSync(file, "a");
      try {
        for (let written = 0; written < size; written += 4096) writeSync(handle, Buffer.alloc(4096, 1));
      } catch (cause) {
        if (!(cause instanceof Error && "code" in cause && cause.code === "ENOSPC")) throw cause;
      } finally {
        closeSync(handle);
      }
    },
    release: () => rmSync(file, { force: true }),
  };
}
