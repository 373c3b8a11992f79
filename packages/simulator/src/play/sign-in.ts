import { report } from "./visit.ts";
import type { Visit } from "./visit.ts";

/** Signs the person in on this device, unless they are; the page reports the link between the two ids. */
export function signIn(visit: Visit, invitedBy: string | null): string {
  const { person, device, world } = visit;
  const userId = accountOn(visit);
  if (device.userId !== userId) {
    const first = device.userId === null;
    device.userId = userId;
    if (first) {
      world.ledger.signIns += 1;
      report(visit, {
        name: "identity.link",
        fields: {},
        payload: { anon_id: device.anonId, user_id: userId },
      });
    }
  }
  if (invitedBy !== null && invitedBy !== person.userId && !person.hasAccount) {
    report(visit, { name: "referral.joined", fields: {}, payload: { referrer_user_id: invitedBy } });
  }
  return userId;
}

/** The account used here: a second account lives on the second device until it is merged. */
function accountOn({ person, device, nowUs }: Visit): string {
  const { secondUserId, devices, mergedAtUs } = person;
  return secondUserId !== null && device === devices[1] && nowUs < mergedAtUs ? secondUserId : person.userId;
}
