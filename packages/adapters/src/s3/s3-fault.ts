/**
 * What a failed request means.
 *
 * - `taken`: an object stands at the key; `absent`: none does; `no_upload`: no such upload in parts.
 * - `no_bucket`, `denied`, `bad_keys`, `refused`: asking again changes nothing.
 * - `clock`, `throttled`, `conflict`, `unreachable`, `damaged`: asking again may succeed.
 */
export type S3Fault = "taken" | "absent" | "no_upload" | "no_bucket" | "denied" | "bad_keys" | "refused" | "clock" | "throttled" | "conflict" | "unreachable" | "damaged";

const byName: Readonly<Record<string, S3Fault>> = {
  PreconditionFailed: "taken",
  ConditionalRequestConflict: "conflict",
  OperationAborted: "conflict",
  NoSuchUpload: "no_upload",
  NoSuchBucket: "no_bucket",
  NoSuchKey: "absent",
  NotFound: "absent",
  AccessDenied: "denied",
  AllAccessDisabled: "denied",
  AccountProblem: "denied",
  CredentialsProviderError: "bad_keys",
  InvalidAccessKeyId: "bad_keys",
  // As versitygw says it.
  XAdminUserNotFound: "bad_keys",
  SignatureDoesNotMatch: "bad_keys",
  ExpiredToken: "bad_keys",
  InvalidToken: "bad_keys",
  RequestTimeTooSkewed: "clock",
  SlowDown: "throttled",
  ServiceUnavailable: "throttled",
  Throttling: "throttled",
  ThrottlingException: "throttled",
  TooManyRequests: "throttled",
  RequestLimitExceeded: "throttled",
  BandwidthLimitExceeded: "throttled",
  RequestTimeout: "unreachable",
  TimeoutError: "unreachable",
  BadDigest: "damaged",
  IncompleteBody: "damaged",
  XAmzContentSHA256Mismatch: "damaged",
  XAmzContentChecksumMismatch: "damaged",
};

const byStatus: Readonly<Record<number, S3Fault>> = { 403: "denied", 404: "absent", 408: "unreachable", 409: "conflict", 412: "taken", 429: "throttled", 503: "throttled" };

const repeatable: ReadonlySet<S3Fault> = new Set(["clock", "throttled", "conflict", "unreachable", "damaged"]);

/** Reads what a request failed with: an answer of the store by its code or status, anything without an answer as no answer. */
export function s3Fault(cause: unknown): S3Fault {
  const name = cause instanceof Error ? cause.name : "";
  const known = byName[name];
  if (known !== undefined) return known;
  const status = statusOf(cause);
  if (status === undefined) return "unreachable";
  return byStatus[status] ?? (status >= 500 || status < 300 ? "unreachable" : "refused");
}

/** Whether the same request may succeed when made again. */
export function isRepeatable(fault: S3Fault): boolean {
  return repeatable.has(fault);
}

/** HTTP status of the answer an error came with. */
export function statusOf(cause: unknown): number | undefined {
  if (typeof cause !== "object" || cause === null || !("$metadata" in cause)) return undefined;
  const { $metadata: metadata } = cause;
  if (typeof metadata !== "object" || metadata === null || !("httpStatusCode" in metadata)) return undefined;
  return typeof metadata.httpStatusCode === "number" ? metadata.httpStatusCode : undefined;
}
