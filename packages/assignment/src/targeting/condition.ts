/**
 * A targeting condition in the Mongo style, for example
 * `{ country: { $in: ["DE", "FR"] }, appVersion: { $vgte: "2.3.0" } }`.
 *
 * Keys are attribute paths (dots reach into records) or `$and`, `$or`, `$nor`, `$not`; all must
 * hold. A value is compared as a whole unless it is a record whose keys all begin with `$`.
 */
export type Condition = { readonly [pathOrLogic: string]: unknown };

/** Answers whether a text matches a pattern; must be linear in the text and must not throw. */
export type RegexMatcher = (pattern: string, text: string) => boolean;
