/**
 * Names of the channels in the truth, spelled as the default channel rules spell them, so that truth and
 * estimate stand in the same row.
 */
export const channelNames = {
  direct: "direct",
  organicSearch: "Organic Search",
  paidSearch: "Paid Search",
  paidSocial: "Paid Social",
  digest: "Digest",
  display: "Display",
  affiliates: "Affiliates",
  referral: "Referral",
  referralProgram: "Referral Program",
} as const;
