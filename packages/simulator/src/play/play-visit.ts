import type { TokenStatus } from "@liftproof/click-token";
import { micros } from "../micros.ts";
import { lookbackUs } from "../truth/lookback.ts";
import { hexText } from "../wire/hex-text.ts";
import type { Person } from "../world/person.ts";
import type { World } from "../world/world.ts";
import { arrivalOf } from "./arrival-of.ts";
import type { Arrival } from "./arrival.ts";
import { doctorArrival } from "./doctor-arrival.ts";
import { playBrowsing } from "./play-browsing.ts";
import { report, reportFromServer } from "./visit.ts";
import type { Visit } from "./visit.ts";

/** When and how often. */
export interface VisitTime {
  readonly day: number;
  /** Differs from visit to visit of one person. */
  readonly number: number;
  readonly landedAtUs: number;
}

/** One visit from the click that brought it to the last page. */
export function playVisit(world: World, person: Person, time: VisitTime): void {
  const random = world.chance.arrival(person.index, time.number);
  const onFirst = random.chance(0.65);
  const device = person.devices[onFirst ? 0 : random.below(person.devices.length)];
  if (device === undefined) throw new RangeError(`devices: expected at least one, got ${person.devices.length}`);
  const genuine = arrivalOf(person, {
    landedAtUs: time.landedAtUs,
    week: Math.floor(time.day / 7),
    users: world.plan.users,
    random,
    press: world.press,
  });
  const scene = { world, personIndex: person.index, landedAtUs: time.landedAtUs, random };
  const { arrival, tokenStatus } = doctorArrival(genuine, scene);
  if (arrival.cause !== null) remember(person, arrival.cause);

  const delivery = world.chance.delivery(person.index, time.number);
  const sessionId = `session-${hexText(delivery, 2)}`;
  // Proof must reach the collector while it is good, so only visits without a token wait offline.
  const offline = delivery.chance(0.02);
  const heldBackUs = offline && tokenStatus === "missing" ? Math.round(360 * 720 ** delivery.uniform()) * micros.second : 0;
  const visit: Visit = {
    world,
    person,
    device,
    number: time.number,
    sessionId,
    carrier: { random: delivery, origin: "device", clockAheadUs: device.clockAheadUs, heldBackUs },
    seen: new Set(),
    nowUs: time.landedAtUs,
  };
  invite(visit, arrival);
  redirect(visit, arrival);
  land(visit, arrival, tokenStatus);
  playBrowsing(visit, arrival);
}

function remember({ causes }: Person, cause: NonNullable<Arrival["cause"]>): void {
  const oldest = causes[0];
  if (oldest !== undefined && cause.atUs - oldest.atUs > 2 * lookbackUs) causes.shift();
  causes.push(cause);
}

/** The server remembers who invited whom. */
function invite(visit: Visit, { referrer }: Arrival): void {
  if (referrer === null) return;
  reportFromServer(visit, {
    name: "referral.invited",
    fields: { user_id: referrer.userId },
    payload: { referral_id: `referral-${visit.sessionId}`, referrer_code: referrer.code },
  });
}

/** The redirector saw the click first, under an id of its own host. */
function redirect(visit: Visit, { redirected, fields }: Arrival): void {
  if (!redirected) return;
  const { world, carrier, sessionId, nowUs } = visit;
  world.outbox.send(
    {
      name: "shortlink.click",
      atUs: nowUs - micros.second / 2,
      fields: { anon_id: `redirect-${sessionId}`, click_token: fields["click_token"], click_class: "person" },
      payload: { link_id: "autumn" },
      tokenStatus: "verified",
    },
    { ...carrier, origin: "server", clockAheadUs: 0, heldBackUs: 0 },
  );
}

function land(visit: Visit, { fields, confirmed, singleUseToken }: Arrival, tokenStatus: TokenStatus): void {
  const { world, person, carrier } = visit;
  const landing = { name: "landing.view", fields: { page_path: "/", ...fields }, tokenStatus };
  report(visit, confirmed ? { ...landing, payload: { confirmed: true } } : landing);
  if (singleUseToken === null) return;
  world.usedToday.push({ token: singleUseToken, personIndex: person.index });
  if (!carrier.random.chance(0.04)) return;
  visit.nowUs += 20 * micros.second;
  world.ledger.reloadedLandings += 1;
  report(visit, landing);
}
