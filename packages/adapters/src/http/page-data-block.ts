import type { Enrolment } from "./enrol.ts";

/** What the page is told beside the enrolment. */
export interface PageDataOptions {
  /** The kill list. */
  readonly killed?: Iterable<string>;
  /** When the redirect of a fresh click token led to this very load: whether a person's gesture caused it. */
  readonly landing?: { readonly activated: boolean } | undefined;
}

/**
 * The data block that `@liftproof/browser` reads: an element to be put into the HTML as it is.
 *
 * Experiments on another id than the page's are left out, for the page would expose the wrong unit.
 * Every `<` of the JSON is escaped, so that no id can end the element or open another one.
 */
export function pageDataBlock(enrolment: Enrolment, { killed, landing }: PageDataOptions = {}): string {
  const { decisions, identityId, anonId, userId, sessionId } = enrolment;
  const assignments = [...decisions.values()].flatMap(({ expId, variant, control, phase, reason, bucket, hashVersion, unitId }) =>
    variant === null || (unitId !== identityId && unitId !== null)
      ? []
      : [[expId, { variant, control, phase, reason, bucket, hash_version: hashVersion }] as const]);
  const data = {
    ...(anonId === null ? {} : { anon_id: anonId }),
    ...(userId === null ? {} : { user_id: userId }),
    ...(identityId === null ? {} : { unit_id: identityId, unit_type: "identity" }),
    session_id: sessionId,
    assignments: Object.fromEntries(assignments),
    ...(killed === undefined ? {} : { kill: [...killed] }),
    ...(landing === undefined ? {} : { landing }),
  };
  return `<script type="application/json" id="liftproof">${JSON.stringify(data).replaceAll("<", "\\u003c")}</script>`;
}
