/** What a click id in the address says about its visit, when nothing better labels it. */
export interface ClickIdLabel {
  /** Name of the query parameter, in lower case. */
  readonly kind: string;
  readonly source: string;
  readonly medium: string;
}

/**
 * Query parameters that advertising and mailing systems add to links.
 *
 * `fbclid` and `igshid` are added to unpaid posts as well, so they claim no more than social.
 */
export const clickIdLabels: readonly ClickIdLabel[] = [
  { kind: "gclid", source: "google", medium: "cpc" },
  { kind: "gclsrc", source: "google", medium: "cpc" },
  { kind: "gbraid", source: "google", medium: "cpc" },
  { kind: "wbraid", source: "google", medium: "cpc" },
  { kind: "gad_source", source: "google", medium: "cpc" },
  { kind: "dclid", source: "google", medium: "display" },
  { kind: "srsltid", source: "google", medium: "organic" },
  { kind: "msclkid", source: "bing", medium: "cpc" },
  { kind: "yclid", source: "yandex", medium: "cpc" },
  { kind: "fbclid", source: "facebook", medium: "social" },
  { kind: "igshid", source: "instagram", medium: "social" },
  { kind: "igsh", source: "instagram", medium: "social" },
  { kind: "ttclid", source: "tiktok", medium: "cpc" },
  { kind: "twclid", source: "twitter", medium: "cpc" },
  { kind: "li_fat_id", source: "linkedin", medium: "cpc" },
  { kind: "rdt_cid", source: "reddit", medium: "cpc" },
  { kind: "epik", source: "pinterest", medium: "cpc" },
  { kind: "qclid", source: "quora", medium: "cpc" },
  { kind: "sccid", source: "snapchat", medium: "cpc" },
  { kind: "irclid", source: "impact", medium: "affiliate" },
  { kind: "_kx", source: "klaviyo", medium: "email" },
  { kind: "mc_cid", source: "mailchimp", medium: "email" },
  { kind: "ko_click_id", source: "kochava", medium: "cpc" },
];
