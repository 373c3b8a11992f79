import { micros } from "../micros.ts";
import { countOne } from "../truth/marketplace-ledger.ts";
import { malformedLines } from "../wire/malformed-lines.ts";
import type { World } from "../world/world.ts";

/** Lines that no collector should accept, a few of each kind over the whole time. */
export function playJunk(world: World, day: number): void {
  const { plan, outbox, ledger, chance } = world;
  const random = chance.junk(day);
  const rounds = Math.max(1, Math.round(plan.users / 100_000));
  for (let round = 0; round < rounds; round += 1) {
    for (const { code, lineAt } of malformedLines) {
      // Every kind is there from the first day on, whatever the dice say.
      if (day > 0 && !random.chance(0.25)) continue;
      const receivedAtUs = plan.startUs + day * micros.day + random.below(86_400_000) * micros.millisecond;
      countOne(ledger.malformed, code);
      outbox.post({ receivedAtUs, line: lineAt(new Date(receivedAtUs / micros.millisecond).toISOString()) });
    }
  }
}
