/** The expressions that a conversion id is made of, beside `exp_id` and `phase`. */
export interface ConversionIdParts {
  readonly variant: string;
  readonly sessionId: string;
  /** The id that was hashed, which is what whoever emits a conversion knows; not who that is by now. */
  readonly hashedId: string;
  /** Before `exp_id` and `phase`, with its dot. */
  readonly alias?: string;
  /** Of a conversion that counts for one metric; and what happened, where a session may hold several. */
  readonly metric?: string;
  readonly occurrence?: string;
}

/**
 * The event id of a conversion, as `conversionId` of @liftproof/assignment forms it: NULL without a session.
 *
 * A conversion that is derived at build and one that was emitted in the same session then have one name.
 */
export function conversionIdSql({ variant, sessionId, hashedId, alias = "", metric, occurrence }: ConversionIdParts): string {
  const of = [metric, occurrence].flatMap((part) => (part === undefined ? [] : [` || '/' || ${part}`])).join("");
  return `'exp.convert/' || ${alias}exp_id || '/' || CAST(${alias}phase AS VARCHAR) || '/' || ${variant} || '/' || ${sessionId} || '/' || ${hashedId}${of}`;
}
