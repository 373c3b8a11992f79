import type { Referrer } from "./arrival.ts";
import { report } from "./visit.ts";
import type { Visit } from "./visit.ts";

/** Signs the person in on this device, unless they are; the page reports the link between the two ids. */
export function signIn(visit: Visit, invitedBy: Referrer | null): string {
  const { person, device, world } = visit;
  const userId = accountOn(visit);
  if (device.userId === userId) return userId;
  const newHere = device.userId === null;
  const newcomer = !person.hasAccount && person.devices.every((other) => other.userId === null);
  device.userId = userId;
  if (newHere) {
    world.ledger.signIns += 1;
    report(visit, { name: "identity.link", fields: {}, payload: { anon_id: device.anonId, user_id: userId } });
  }
  if (newcomer && invitedBy !== null && invitedBy.userId !== userId) {
    report(visit, {
      name: "referral.joined",
      fields: {},
      payload: { referral_id: `referral-${visit.sessionId}`, referrer_code: invitedBy.code },
    });
  }
  return userId;
}

/** The account used here: a second account lives on the second device until it is merged. */
function accountOn({ person, device, nowUs }: Visit): string {
  const { secondUserId, devices, mergedAtUs } = person;
  return secondUserId !== null && device === devices[1] && nowUs < mergedAtUs ? secondUserId : person.userId;
}
