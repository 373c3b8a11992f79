import type { Decision } from "./decision.ts";
import type { ExposureScope } from "./exposure-id.ts";
import { exposureId } from "./exposure-id.ts";

/** What an emitted conversion counts for. */
export interface ConversionOf {
  /** Name of the metric; the event's payload names it too. */
  readonly metric: string;
  /**
   * What happened, such as the id of the order: needed where the metric counts, adds up or takes the last of its
   * events, since one session may hold several. Left out for a rate, which asks whether there was any.
   */
  readonly occurrence?: string;
}

/**
 * The event id of a conversion that is emitted rather than derived at build: of the same kind as the
 * exposure's, so that it collapses at rest too, and absent whenever that one is.
 *
 * Events of one id are one event. Without `of` that is one conversion of the session, for every metric that counts
 * `exp.convert`; a conversion of one metric, or one of several, says so and keeps an id of its own.
 */
export function conversionId(decision: Decision, scope: ExposureScope, of?: ConversionOf): string | undefined {
  const exposed = exposureId(decision, scope)?.replace(/^exp\.view\//, "exp.convert/");
  if (exposed === undefined || of === undefined) return exposed;
  return [exposed, of.metric, ...(of.occurrence === undefined ? [] : [of.occurrence])].join("/");
}
