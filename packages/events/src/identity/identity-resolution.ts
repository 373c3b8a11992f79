import type { EpochMicros } from "../epoch-micros.ts";

/** One stretch of time in which an anonymous id belongs to an identity: `validFromUs` inclusive, `validToUs` exclusive, null for unbounded. */
export interface IdentityInterval {
  readonly anonId: string;
  readonly identityId: string;
  readonly validFromUs: EpochMicros | null;
  readonly validToUs: EpochMicros | null;
}

/** The identity of a user id after merges. */
export interface UserIdentity {
  readonly userId: string;
  readonly identityId: string;
}

/** The ids on one event and when it happened. */
export interface IdentityQuestion {
  readonly userId: string | null;
  readonly anonId: string | null;
  readonly tsUs: EpochMicros;
}

/** Who is who as of one watermark. */
export interface IdentityResolution {
  /**
   * `u:<user>` when the event names a user, else the owner of the anonymous id at that instant, else `a:<anon_id>`.
   *
   * @throws TypeError when both ids are null.
   */
  readonly identityOf: (question: IdentityQuestion) => string;
  /** Sorted by anonymous id (code points), then time; neighbours of one identity are joined. */
  readonly intervals: readonly IdentityInterval[];
  /** Every user that a link names, sorted by code points. */
  readonly users: readonly UserIdentity[];
}
