/** What a channel rule may look at. Every value is compared after ASCII case folding; a missing value matches nothing but `absent`. */
export interface ChannelSubject {
  readonly source: string | null;
  readonly medium: string | null;
  readonly campaign: string | null;
  readonly partner?: string | null;
  readonly referrerCode?: string | null;
}

/** A field of {@link ChannelSubject}. */
export type ChannelField = keyof ChannelSubject;

/**
 * One test of one field.
 *
 * `matches` takes a regular expression in the common subset of ECMAScript and RE2 (no look-around, no
 * back-references) and searches, so a pattern that means the whole value carries its own anchors.
 */
export type ChannelCondition =
  | { readonly field: ChannelField; readonly op: "in"; readonly value: readonly string[] }
  | { readonly field: ChannelField; readonly op: "contains" | "endsWith" | "matches"; readonly value: string }
  | { readonly field: ChannelField; readonly op: "present" | "absent" };

/** A channel and when it applies: every condition of `all` and, unless it is missing, at least one of `any`. */
export interface ChannelRule {
  readonly channel: string;
  readonly all?: readonly ChannelCondition[];
  readonly any?: readonly ChannelCondition[];
}
