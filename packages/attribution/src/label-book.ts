import type { AttributionRules } from "./attribution-rules.ts";
import { asciiFold } from "./channels/ascii-fold.ts";
import { channelOf } from "./channels/channel-of.ts";
import type { ChannelSubject } from "./channels/channel-rule.ts";
import { hostPattern } from "./channels/host-pattern.ts";
import { couponSourcePattern } from "./coupon-source-pattern.ts";

/** Source and medium read from a referrer host or a click id. */
export interface SourceLabel {
  readonly source: string;
  readonly medium: string;
}

/** The labeling rules, made ready for many touches. */
export interface LabelBook {
  readonly channel: (subject: ChannelSubject) => string;
  /** `null` for hosts that are no evidence: our own, payment and sign-in providers. */
  readonly referrer: (host: string) => SourceLabel | null;
  readonly clickId: (kind: string) => SourceLabel | null;
  /** Whether a source is one of those that hand out coupons; folded once per source. */
  readonly isCouponSource: (source: string) => boolean;
}

/** Distinct label sets remembered before starting over; bounds memory when campaign names are unique per visit. */
const rememberedLabels = 20_000;
const books = new WeakMap<AttributionRules, LabelBook>();

/** The label book of one set of rules; it remembers answers, which changes none of them. */
export function labelBook(rules: AttributionRules): LabelBook {
  let book = books.get(rules);
  if (book === undefined) {
    book = newLabelBook(rules);
    books.set(rules, book);
  }
  return book;
}

function newLabelBook(rules: AttributionRules): LabelBook {
  const clickIds = new Map(rules.clickIds.map((label) => [asciiFold(label.kind), label] as const));
  const internal = [hostPattern(rules.excludedReferrers), hostPattern(rules.ownDomains)].map((text) => new RegExp(text));
  const referrers = rules.referrers.map((label) => ({ label, pattern: new RegExp(label.pattern) }));
  const coupons = new RegExp(couponSourcePattern(rules.couponSources));
  const referrer = (host: string): SourceLabel | null => {
    const folded = asciiFold(host);
    if (internal.some((pattern) => pattern.test(folded))) return null;
    const known = referrers.find(({ pattern }) => pattern.test(folded))?.label;
    return { source: known?.source ?? folded.replace(/^www\./, ""), medium: known?.medium ?? "referral" };
  };
  return {
    channel: remembered((subject) => channelOf(subject, rules.channelRules), subjectKey),
    referrer: remembered(referrer, (host) => host),
    clickId: (kind) => clickIds.get(asciiFold(kind)) ?? null,
    isCouponSource: remembered((source) => coupons.test(asciiFold(source)), (source) => source),
  };
}

function subjectKey(subject: ChannelSubject): string {
  return JSON.stringify([subject.source, subject.medium, subject.campaign, subject.partner, subject.referrerCode]);
}

function remembered<In, Out>(answer: (question: In) => Out, keyOf: (question: In) => string): (question: In) => Out {
  const known = new Map<string, { readonly answer: Out }>();
  return (question) => {
    const key = keyOf(question);
    const found = known.get(key);
    if (found !== undefined) return found.answer;
    if (known.size >= rememberedLabels) known.clear();
    const fresh = answer(question);
    known.set(key, { answer: fresh });
    return fresh;
  };
}
