import { asciiFold } from "./channels/ascii-fold.ts";
import type { TouchLabels } from "./touch.ts";

/** Channels of touches for which somebody is paid, as the rules that come with this package name them. */
export const partnerChannels: readonly string[] = ["Affiliates", "Referral Program"];

/** Media, folded to lower case, that say the same whatever channel an earlier rule made of the labels. */
export const partnerMediums: readonly string[] = [
  "affiliate",
  "affiliates",
  "partner",
  "partners",
  "referral-program",
  "referral_program",
  "refer-a-friend",
  "member-referral",
  "invite",
];

/**
 * Whether labels name a partner, a referrer or an affiliate, who would be paid for the order.
 *
 * The medium is asked beside the channel: a source or campaign that an earlier rule takes, such as one of social media or shopping, hides
 * an affiliate from the channel alone.
 */
export function namesPartner({ channel, medium }: Pick<TouchLabels, "channel" | "medium">): boolean {
  return partnerChannels.includes(channel) || (medium !== null && partnerMediums.includes(asciiFold(medium)));
}
