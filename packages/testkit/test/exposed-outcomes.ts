import type { SimulatedMarketplace } from "@liftproof/simulator";

/** What one unit did within seven days of first seeing an experiment, and in the time before. */
export interface UnitOutcome {
  readonly arm: string;
  readonly firstExposureUs: number;
  orders: number;
  tickets: number;
  revenueMinor: number;
  /** Revenue before the first exposure. */
  priorMinor: number;
}

interface PlacedOrder {
  readonly atUs: number;
  readonly valueMinor: number;
}

const windowUs = 7 * 86_400_000_000;

/** A plain reading of the lines, unit by unit: nothing of the lake, so that it can stand against it. */
export function exposedOutcomes({ lines }: SimulatedMarketplace): Map<string, Map<string, UnitOutcome>> {
  const seen = new Set<string>();
  const experiments = new Map<string, Map<string, UnitOutcome>>();
  const orders = new Map<string, PlacedOrder[]>();
  const tickets = new Map<string, number[]>();
  for (const { line, receivedAtUs } of lines) {
    if (!/"event_name":"(exp\.view|order\.created|support\.opened)"/.test(line.slice(0, 40))) continue;
    const event = JSON.parse(line);
    if (seen.has(event.event_id)) continue;
    seen.add(event.event_id);
    const unit = `u:${event.user_id}`;
    if (event.event_name === "order.created") {
      const placed = orders.get(unit) ?? [];
      placed.push({ atUs: event.event_ts_us, valueMinor: event.payload.value_minor });
      orders.set(unit, placed);
      continue;
    }
    // The device's own clock may be wrong; when it sent, by that clock, tells by how much.
    const atUs = Date.parse(event.event_ts) * 1000 + receivedAtUs - event.sent_ts_us;
    if (event.event_name === "support.opened") tickets.set(unit, [...(tickets.get(unit) ?? []), atUs]);
    else {
      const { exp_id: expId, variant, unit_id: unitId } = event.payload;
      const units = experiments.get(expId) ?? new Map<string, UnitOutcome>();
      experiments.set(expId, units);
      const known = units.get(unitId);
      if (known === undefined || atUs < known.firstExposureUs) {
        units.set(unitId, { arm: variant, firstExposureUs: atUs, orders: 0, tickets: 0, revenueMinor: 0, priorMinor: 0 });
      }
    }
  }
  for (const units of experiments.values()) {
    for (const [unit, outcome] of units) settle(outcome, orders.get(unit) ?? [], tickets.get(unit) ?? []);
  }
  return experiments;
}

function settle(outcome: UnitOutcome, orders: readonly PlacedOrder[], ticketsUs: readonly number[]): void {
  const inWindow = (atUs: number): boolean => atUs >= outcome.firstExposureUs && atUs <= outcome.firstExposureUs + windowUs;
  outcome.tickets = ticketsUs.filter(inWindow).length;
  for (const { atUs, valueMinor } of orders) {
    if (atUs < outcome.firstExposureUs) outcome.priorMinor += valueMinor;
    else if (inWindow(atUs)) {
      outcome.orders += 1;
      outcome.revenueMinor += valueMinor;
    }
  }
}
