import { AdapterError } from "../adapter-error.ts";
import type { AdapterErrorCode } from "../adapter-error.ts";
import { s3Fault, statusOf } from "./s3-fault.ts";
import type { S3Fault } from "./s3-fault.ts";

const meanings: Readonly<Record<S3Fault, readonly [AdapterErrorCode, string]>> = {
  taken: ["corrupt", "other bytes stand at this key; look at them, nothing was overwritten"],
  absent: ["not_found", "the object is gone; restore it, or look who deletes in this bucket"],
  no_upload: ["failed", "the upload in parts was ended elsewhere; repeat the call"],
  no_bucket: ["not_found", "make the bucket, or name the right one; what was acknowledged is safe in the spool"],
  denied: ["denied", "give this role s3:PutObject, s3:GetObject, s3:ListBucket, s3:AbortMultipartUpload and, with WORM, s3:PutObjectRetention and s3:GetObjectRetention, and see that bucketOwner is the bucket's account; what was acknowledged is safe in the spool"],
  bad_keys: ["denied", "give credentials that are valid now; what was acknowledged is safe in the spool"],
  refused: ["failed", "see whether the store knows this request: versioning and Object Lock for WORM, If-None-Match, SHA-256 checksums"],
  clock: ["clock_skew", "set this machine's clock (within 15 minutes of the store's) and repeat the call; what was acknowledged is safe in the spool"],
  throttled: ["throttled", "repeat the call later, or write fewer and larger segments; what was acknowledged is safe in the spool"],
  conflict: ["throttled", "somebody else kept writing this key; repeat the call, what was acknowledged is safe in the spool"],
  unreachable: ["unreachable", "see that the store is up and can be reached, then repeat the call; what was acknowledged is safe in the spool"],
  damaged: ["unreachable", "bytes were damaged on their way each time; look at the network or a proxy on it, then repeat the call"],
};

/** Gives a store's failure a code and a word of advice. `step` names what was being done, `where` the bucket and key. */
export function s3Error(step: string, where: string, cause: unknown): AdapterError {
  if (cause instanceof AdapterError) return cause;
  const [code, advice] = meanings[s3Fault(cause)];
  return new AdapterError(code, `${step} ${where}: expected the store to do it, got ${wordsOf(cause)}; ${advice}`, { cause });
}

/** The store's own code, not its message: that may repeat what it was sent. */
function wordsOf(cause: unknown): string {
  const status = statusOf(cause);
  const system = cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : undefined;
  const name = system ?? (cause instanceof Error ? cause.name : "no error");
  return status === undefined ? name : `${name} (${status})`;
}
