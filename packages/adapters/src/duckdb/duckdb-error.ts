import { AdapterError } from "../adapter-error.ts";
import type { AdapterErrorCode } from "../adapter-error.ts";

interface Rule {
  readonly pattern: RegExp;
  readonly code: AdapterErrorCode;
  readonly advice: string;
}

/** DuckDB has one error class; the first words of its message are what tells them apart. First match counts. */
const rules: readonly Rule[] = [
  { pattern: /No space left on device|ENOSPC|disk is full/i, code: "disk_full", advice: "free space or choose another folder, then run the same command again" },
  { pattern: /Permission denied|read-only (mode|file system)/i, code: "denied", advice: "give this user write access or choose another path" },
  { pattern: /Could not set lock|Conflicting lock|being used by another process/i, code: "locked", advice: "close the other process that has this database open" },
  { pattern: /No such file or directory|No files found|does not exist.*directory/i, code: "not_found", advice: "check the path" },
  { pattern: /not a valid DuckDB database/i, code: "corrupt", advice: "expected a lake (a DuckDB file), got another kind of file; check the path" },
  { pattern: /Serialization Error|checksum|Could not read enough bytes/i, code: "corrupt", advice: "the database file is damaged; keep it, choose a new path for the lake and ingest bronze again" },
  { pattern: /^Out of Memory Error/i, code: "out_of_memory", advice: "raise memoryLimit or lower threads" },
  { pattern: /^INTERRUPT Error|Interrupted/i, code: "interrupted", advice: "run it again" },
  { pattern: /^(Conversion|Constraint|Out of Range) Error/i, code: "bad_data", advice: "look at the rows of that step" },
];

/**
 * Gives DuckDB's failure a code and a word of advice. Values that DuckDB quotes from the data are taken out.
 * Our own errors, a broken contract among them, pass unchanged.
 */
export function duckDbError(step: string, cause: unknown): AdapterError | TypeError | RangeError {
  if (cause instanceof AdapterError || cause instanceof TypeError || cause instanceof RangeError) return cause;
  const said = cause instanceof Error ? cause.message : String(cause);
  const rule = rules.find(({ pattern }) => pattern.test(said));
  const firstLine = said.split("\n", 1)[0] ?? "";
  if (rule === undefined) return new AdapterError("failed", `${step}: expected DuckDB to succeed, got: ${firstLine}; where these words do not say what to mend, report them`, { cause });
  // The engine's message of a bad value holds the value itself, so it goes neither into ours nor along as the cause.
  if (rule.code === "bad_data") return new AdapterError("bad_data", `${step}: ${withoutValues(firstLine)}; ${rule.advice}`);
  return new AdapterError(rule.code, `${step}: ${firstLine}; ${rule.advice}`, { cause });
}

function withoutValues(message: string): string {
  return message.replaceAll(/'.*'|".*"/g, "(value withheld)");
}
