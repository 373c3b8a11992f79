import { micros } from "../micros.ts";
import type { World } from "../world/world.ts";

/** People with two accounts notice, and one account becomes the other. */
export function playMerges(world: World, day: number): void {
  const startsUs = world.plan.startUs + day * micros.day;
  for (const { index, secondUserId, userId, mergedAtUs } of world.people) {
    if (secondUserId === null || mergedAtUs < startsUs || mergedAtUs >= startsUs + micros.day) continue;
    world.ledger.merges += 1;
    world.outbox.send(
      {
        name: "identity.link",
        atUs: mergedAtUs,
        fields: { user_id: userId },
        payload: { from_user_id: secondUserId, to_user_id: userId },
      },
      { random: world.chance.merging(index), origin: "server", clockAheadUs: 0, heldBackUs: 0 },
    );
  }
}
