export { type EpochMicros, microsPerDay, microsPerHour } from "./epoch-micros.ts";
export { compareCodePoints } from "./compare-code-points.ts";
export { parseInstant } from "./instant/parse-instant.ts";
export { utcDate } from "./instant/utc-date.ts";
export { foldLabel } from "./text/fold-label.ts";
export { referrerHost } from "./text/referrer-host.ts";

export { accept } from "./accept/accept.ts";
export type { AcceptContext } from "./accept/accept-context.ts";
export type { AcceptOutcome } from "./accept-outcome.ts";
export { acceptBatch, type BatchOutcome } from "./accept/accept-batch.ts";
export { acceptLimits } from "./accept/accept-limits.ts";
export { type ParseOutcome, parseEvent } from "./accept/parse-event.ts";
export { type Rejection, type RejectionCode, rejectionCodes } from "./rejection.ts";

export type { SilverRow } from "./silver-row.ts";
export { bronzeColumns, type ColumnType, type SilverColumn, silverColumns } from "./silver-columns.ts";

export type { FieldKind, FieldSpec, FieldTable, FieldValues, RequiredName, ValueOf } from "./fields/field-kind.ts";
export { envelopeFields } from "./envelope-fields.ts";
export type { Catalogue, CompiledEvent, CompiledField } from "./catalogue/catalogue.ts";
export type { FieldCheck, FieldFault } from "./fields/field-checks.ts";
export type { EventTable, EventTables } from "./catalogue/event-table.ts";
export { defineEvent } from "./catalogue/define-event.ts";
export { eventFamilies } from "./catalogue/event-families.ts";
export { standardCatalogue } from "./catalogue/standard-catalogue.ts";
export { standardEvents } from "./catalogue/standard-events.ts";
export type { PayloadOf, WireEvent, WireEventOf } from "./catalogue/wire-event.ts";

export { bronzeLine, type BronzeReceipt } from "./bronze/bronze-line.ts";
export { type BronzeRecord, parseBronzeLine } from "./bronze/parse-bronze-line.ts";
export { type BronzeObject, bronzeObjectKey } from "./bronze/bronze-object-key.ts";
export { manifestKey } from "./bronze/manifest-key.ts";

export type { AnonymousLink, IdentityLink, UserMerge } from "./identity/identity-link.ts";
export { identityLinkOf } from "./identity/identity-link-of.ts";
export { type ResolutionOptions, resolveIdentities } from "./identity/resolve-identities.ts";
export type {
  IdentityInterval,
  IdentityQuestion,
  IdentityResolution,
  UserIdentity,
} from "./identity/identity-resolution.ts";
