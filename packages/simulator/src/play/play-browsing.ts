import { micros } from "../micros.ts";
import type { RandomStream } from "../random/random-stream.ts";
import type { Arrival } from "./arrival.ts";
import { playCheckout } from "./play-checkout.ts";
import { seeExperiments } from "./see-experiments.ts";
import { expectTicket } from "../truth/expect-ticket.ts";
import { signIn } from "./sign-in.ts";
import { report } from "./visit.ts";
import type { Visit } from "./visit.ts";

/** Share of signed-in visits that end with a question to support, in either arm of anything. */
const ticketShare = 0.012;

const queries = ["birthday card", "letterpress", "wedding invitation", "botanical print", "city map", "calendar"];

/** What the person does after landing: signs in, searches, looks at studios, perhaps starts a checkout. */
export function playBrowsing(visit: Visit, { referrer }: Arrival): void {
  const { world, person, device, number } = visit;
  const random = world.chance.browsing(person.index, number);
  if (device.userId !== null || (person.hasAccount && random.chance(0.6))) {
    pause(visit, random);
    signIn(visit, referrer);
  }
  if (random.chance(0.55)) search(visit, random);
  if (random.chance(0.6)) lookAround(visit, random);
  if (random.chance(0.35)) {
    pause(visit, random);
    report(visit, { name: "page.view", fields: { page_path: "/prints" } });
  }
  if (random.chance(person.intent)) {
    pause(visit, random);
    playCheckout(visit, referrer);
  }
  if (device.userId === null) return;
  pause(visit, random);
  expectTicket(visit, ticketShare);
  if (random.chance(ticketShare)) {
    report(visit, { name: "support.opened", fields: {}, payload: { ticket_id: `ticket-${visit.sessionId}` } });
  }
}

function search(visit: Visit, random: RandomStream): void {
  pause(visit, random);
  report(visit, {
    name: "search.query",
    fields: { page_path: "/search" },
    payload: { query: queries[random.below(queries.length)], results: random.below(200) },
  });
  seeExperiments(visit, "search");
  if (!random.chance(0.5)) return;
  pause(visit, random);
  report(visit, { name: "search.result_click", fields: { page_path: "/search" }, payload: { position: 1 + random.below(20) } });
}

function lookAround(visit: Visit, random: RandomStream): void {
  pause(visit, random);
  const studio = `studio-${1 + Math.floor(200 * random.uniform() ** 2)}`;
  report(visit, { name: "studio.view", fields: { page_path: `/studios/${studio}` }, payload: { studio_id: studio } });
  seeExperiments(visit, "studio");
  if (visit.device.userId === null || !random.chance(0.03)) return;
  pause(visit, random);
  report(visit, { name: "message.sent", fields: {}, payload: { message_id: `message-${visit.sessionId}` } });
}

/** Whole milliseconds, because page clocks have no more. */
function pause(visit: Visit, random: RandomStream): void {
  visit.nowUs += (3_000 + random.below(90_000)) * micros.millisecond;
}
