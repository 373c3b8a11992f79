/**
 * A targeting condition in the Mongo style, for example
 * `{ country: { $in: ["DE", "FR"] }, appVersion: { $vgte: "2.3.0" } }`.
 *
 * Keys are attribute paths (dots reach into records) or `$and`, `$or`, `$nor`, `$not`; all must
 * hold. A value is compared as a whole unless it is a record whose keys all begin with `$`.
 */
export type Condition = { readonly [pathOrLogic: string]: unknown };

/** Answers whether a text matches a pattern, in time linear in the text. One that throws on a pattern lets nobody in by it. */
export type RegexMatcher = (pattern: string, text: string) => boolean;
