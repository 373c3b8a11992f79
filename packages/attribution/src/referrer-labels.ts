import { sourcePattern } from "./channels/source-pattern.ts";

/** How a referrer host becomes a source and a medium; the first entry whose pattern matches the folded host decides. */
export interface ReferrerLabel {
  /** Regular expression in the common subset of ECMAScript and RE2. */
  readonly pattern: string;
  /** `null` keeps the host, without a leading `www.`. */
  readonly source: string | null;
  readonly medium: string;
}

const named = (source: string, medium: string, pattern: string): ReferrerLabel => ({ source, medium, pattern });

/**
 * Referrers of known kinds; any other host is a plain referral.
 *
 * Assistants and mail readers stand first because their hosts lie under the names of search engines.
 */
export const referrerLabels: readonly ReferrerLabel[] = [
  { pattern: sourcePattern("ai", ["hosts"]), source: null, medium: "ai-assistant" },
  { pattern: sourcePattern("webmail", ["hosts"]), source: null, medium: "email" },
  named("google", "organic", "^((www|m|search|images|news|[a-z]{2})\\.)?google\\.[a-z]{2,3}(\\.[a-z]{2})?$|^com\\.google\\.android\\.googlequicksearchbox$"),
  named("bing", "organic", "^((www|m|[a-z]{2})\\.)?bing\\.com$"),
  named("facebook", "social", "^((www|m|l|lm|web|[a-z]{2}-[a-z]{2})\\.)?facebook\\.com$|^com\\.facebook\\.katana$"),
  named("instagram", "social", "^((www|l)\\.)?instagram\\.com$|^com\\.instagram\\.android$"),
  named("twitter", "social", "^t\\.co$|^((www|mobile)\\.)?(twitter|x)\\.com$|^com\\.twitter\\.android$"),
  named("linkedin", "social", "^lnkd\\.in$|^((www|[a-z]{2})\\.)?linkedin\\.com$|^com\\.linkedin\\.android$"),
  named("youtube", "referral", "^((www|m)\\.)?youtube\\.com$|^youtu\\.be$|^com\\.google\\.android\\.youtube$"),
  { pattern: sourcePattern("search", ["hosts"]), source: null, medium: "organic" },
  { pattern: sourcePattern("social", ["hosts"]), source: null, medium: "social" },
];
