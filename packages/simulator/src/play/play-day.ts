import { micros } from "../micros.ts";
import type { RandomStream } from "../random/random-stream.ts";
import type { World } from "../world/world.ts";
import { playBots } from "./play-bots.ts";
import { playJunk } from "./play-junk.ts";
import { playMailing } from "./play-mailing.ts";
import { playMerges } from "./play-merges.ts";
import { playStaff } from "./play-staff.ts";
import { playVisit } from "./play-visit.ts";

/** How much of an average day's traffic each weekday has, Monday first. */
const weekdayFactors = [1.05, 1.05, 1, 1, 0.95, 0.9, 1.05];

/** Lets everything happen that begins on one day. Its lines wait in the outbox. */
export function playDay(world: World, day: number): void {
  playMailing(world, day);
  playMerges(world, day);
  playStaff(world, day);
  playBots(world, day);
  playJunk(world, day);
  const { plan, people, chance } = world;
  const dayUs = plan.startUs + day * micros.day;
  const factor = weekdayFactors[weekday(dayUs)] ?? 1;
  for (const person of people) {
    const random = chance.traffic(person.index, day);
    if (!random.chance(person.visitsPerDay * factor)) continue;
    const first = dayUs + wakingInstant(random);
    playVisit(world, person, { day, number: 2 * day, landedAtUs: first });
    if (random.chance(0.12)) {
      const again = first + (3_600_000 + random.below(7_200_000)) * micros.millisecond;
      playVisit(world, person, { day, number: 2 * day + 1, landedAtUs: again });
    }
  }
  world.usedYesterday = world.usedToday;
  world.usedToday = [];
}

/** Between six in the morning and nine at night, mostly in the afternoon, so that a second visit ends by midnight or soon after. */
function wakingInstant(random: RandomStream): number {
  const share = (random.uniform() + random.uniform()) / 2;
  return 6 * micros.hour + Math.floor(share * 15 * 3_600_000) * micros.millisecond;
}

/** 0 for a Monday; the first day of the epoch was a Thursday. */
function weekday(dayUs: number): number {
  return (((Math.floor(dayUs / micros.day) + 3) % 7) + 7) % 7;
}
