import { micros } from "../micros.ts";
import type { World } from "../world/world.ts";

/** The weekly digest: sent to everybody who takes mail, opened by some. */
export function playMailing(world: World, day: number): void {
  if (day % 7 !== 0) return;
  const week = day / 7;
  const payload = { mail_id: `digest-week-${week + 1}` };
  const eightUs = world.plan.startUs + day * micros.day + 8 * micros.hour;
  for (const { index, takesMail, userId } of world.people) {
    if (!takesMail) continue;
    const random = world.chance.mailing(index, week);
    const carrier = { random, origin: "server", clockAheadUs: 0, heldBackUs: 0 } as const;
    const sentAtUs = eightUs + random.below(3_600_000) * micros.millisecond;
    const fields = { user_id: userId };
    world.outbox.send({ name: "growth.mail.sent", atUs: sentAtUs, fields, payload }, carrier);
    if (!random.chance(0.3)) continue;
    const openedAtUs = sentAtUs + Math.floor(random.uniform() * 12 * 3_600_000) * micros.millisecond;
    world.outbox.send({ name: "growth.mail.open", atUs: openedAtUs, fields, payload }, carrier);
  }
}
