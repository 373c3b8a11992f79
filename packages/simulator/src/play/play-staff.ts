import { micros } from "../micros.ts";
import { hexText } from "../wire/hex-text.ts";
import type { World } from "../world/world.ts";

/** Staff try the checkout twice a day, with orders that are marked as tests. */
export function playStaff(world: World, day: number): void {
  const random = world.chance.staff(day);
  for (const hour of [9, 15]) {
    const order = hexText(random, 2);
    world.ledger.testOrders += 1;
    world.outbox.send(
      {
        name: "order.created",
        atUs: world.plan.startUs + day * micros.day + hour * micros.hour + random.below(3_600_000) * micros.millisecond,
        fields: { user_id: "staff-checkout" },
        payload: {
          order_id: `order-${order}`,
          checkout_id: `checkout-${order}`,
          value_minor: 100,
          currency: "EUR",
          is_test: true,
        },
      },
      { random, origin: "server", clockAheadUs: 0, heldBackUs: 0 },
    );
  }
}
