import { micros } from "../micros.ts";
import { partnerLabels } from "./token-press.ts";
import { report } from "./visit.ts";
import type { Visit } from "./visit.ts";

/** Share of checkouts in which a browser extension adds the campaign of a partner that nobody clicked. */
const claimedShare = 0.05;

/** Now and then a campaign that was never clicked turns up in the address during a checkout. */
export function claimUnclicked(visit: Visit): void {
  const { world, person, number } = visit;
  const random = world.chance.fraud(person.index, number);
  if (!random.chance(claimedShare)) return;
  visit.nowUs += 2 * micros.second;
  world.ledger.unclickedClaims += 1;
  report(visit, {
    name: "page.view",
    fields: {
      page_path: "/checkout",
      utm_source: "dealfinder",
      utm_medium: "affiliate",
      utm_campaign: partnerLabels.dealfinder.campaign,
    },
  });
}
