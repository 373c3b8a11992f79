export { type EpochMicros, microsPerDay, microsPerHour } from "./epoch-micros.ts";
export { compareCodePoints } from "./compare-code-points.ts";
export { type Rejection, type RejectionCode, rejectionCodes } from "./rejection.ts";
export type { SilverRow } from "./silver-row.ts";
export { bronzeColumns, type ColumnType, type SilverColumn, silverColumns } from "./silver-columns.ts";
export type { AnonymousLink, IdentityLink, UserMerge } from "./identity/identity-link.ts";
export type { AcceptOutcome } from "./accept-outcome.ts";
export type {
  IdentityInterval,
  IdentityQuestion,
  IdentityResolution,
  UserIdentity,
} from "./identity/identity-resolution.ts";
