import type { S3Retention } from "./s3-wire.ts";

const dayMs = 86_400_000;
/** What S3 itself takes at most. */
const mostDays = 36_500;

/** Write once, read many: nobody may delete a version before its time. Needs a bucket with versioning and Object Lock. */
export interface S3Worm {
  /** `GOVERNANCE` yields to a role that may bypass it; `COMPLIANCE` to nobody, the account's owner included. */
  readonly mode: "GOVERNANCE" | "COMPLIANCE";
  /** From 1 to 36,500. Bronze outlives an erasure request by at most this. */
  readonly days: number;
}

/** @throws RangeError when it is neither `false` nor a mode with days in range. */
export function checkedWorm(worm: S3Worm | false): S3Worm | false {
  if (worm === false) return false;
  const isMode = worm.mode === "GOVERNANCE" || worm.mode === "COMPLIANCE";
  if (!isMode) throw new RangeError(`worm.mode: expected GOVERNANCE, COMPLIANCE, or worm: false, got ${String(worm.mode)}`);
  if (!Number.isSafeInteger(worm.days) || worm.days < 1 || worm.days > mostDays) throw new RangeError(`worm.days: expected a whole number from 1 to ${mostDays}, got ${worm.days}`);
  return worm;
}

/** The retention of an object written now, by the store's clock. */
export function retentionAt(worm: S3Worm | false, storeNowMs: number): S3Retention | undefined {
  return worm === false ? undefined : { mode: worm.mode, until: new Date(storeNowMs + worm.days * dayMs) };
}
