import { AdapterError } from "../adapter-error.ts";
import type { AdapterErrorCode } from "../adapter-error.ts";

const codes: Readonly<Record<string, readonly [AdapterErrorCode, string]>> = {
  ENOSPC: ["disk_full", "free space on this disk and repeat the call; what was acknowledged is safe in the spool"],
  EDQUOT: ["disk_full", "raise the quota of this user and repeat the call; what was acknowledged is safe in the spool"],
  EFBIG: ["disk_full", "raise the file size limit of this process and repeat the call; what was acknowledged is safe in the spool"],
  EACCES: ["denied", "give this user read and write access to the folder"],
  EPERM: ["denied", "give this user read and write access to the folder"],
  EROFS: ["denied", "the disk is mounted read-only; mount it writable or choose another folder"],
  ENOENT: ["not_found", "the folder was moved or deleted; put it back or choose another one"],
  ENOTDIR: ["not_found", "a file stands where a folder is needed; move it away or choose another folder"],
  EMFILE: ["failed", "raise the limit of open files of this process"],
};

/** Gives a file system's failure a code and a word of advice. `step` names what was being done, `path` where. */
export function fileError(step: string, path: string, cause: unknown): AdapterError {
  if (cause instanceof AdapterError) return cause;
  const system = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
  const [code, advice] = codes[system] ?? ["failed", "check the disk and the path, then repeat the call"];
  return new AdapterError(code, `${step} ${path}: expected the file system to allow it, got ${system}; ${advice}`, { cause });
}

/** Runs a file operation and names it when it fails. */
export async function fileStep<Result>(step: string, path: string, action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (cause) {
    throw fileError(step, path, cause);
  }
}
