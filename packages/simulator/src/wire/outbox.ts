import type { EpochMicros } from "@liftproof/events";
import { micros } from "../micros.ts";
import type { RandomStream } from "../random/random-stream.ts";
import { countOne } from "../truth/marketplace-ledger.ts";
import type { MarketplaceLedger } from "../truth/marketplace-ledger.ts";
import type { DeliveredLine } from "./delivered-line.ts";
import { uuidV7 } from "./uuid-v7.ts";
import type { WireEvent } from "./wire-event.ts";

/** How a batch of events travels. */
export interface Carrier {
  /** Draws ids, latencies and repeats. */
  readonly random: RandomStream;
  /** `device`: says when it sent, by its own clock. `server`: near, and its clock is right. */
  readonly origin: "device" | "server";
  /** Device clock minus true time. */
  readonly clockAheadUs: number;
  /** How long the device holds its events back before it can send; 0 for nearly all, else above five minutes. */
  readonly heldBackUs: number;
}

/**
 * Lines on their way to the collector, kept by the day on which they arrive.
 *
 * Only days not yet read out are in memory: a day is complete as soon as nothing more can happen
 * before its end, because nothing is received before it happened.
 */
export class Outbox {
  readonly #startUs: EpochMicros;
  readonly #ledger: MarketplaceLedger;
  readonly #days = new Map<number, DeliveredLine[]>();

  constructor(startUs: EpochMicros, ledger: MarketplaceLedger) {
    this.#startUs = startUs;
    this.#ledger = ledger;
  }

  /** Sends one event, and now and then sends it again. */
  send(event: WireEvent, carrier: Carrier): void {
    const { random, origin, clockAheadUs, heldBackUs } = carrier;
    const latencyUs = 20_000 + Math.floor(random.exponential(origin === "device" ? 300_000 : 15_000));
    const eventId = event.eventId ?? uuidV7(event.atUs, random);
    const repeated = random.chance(0.008);
    const repeatedAfterUs = Math.floor(Math.min(random.exponential(600_000_000), 6 * micros.hour));
    const sentAtUs = event.atUs + heldBackUs + 5 * micros.millisecond;
    const times =
      origin === "device"
        ? {
            event_ts: new Date((event.atUs + clockAheadUs) / micros.millisecond).toISOString(),
            sent_ts_us: sentAtUs + clockAheadUs,
          }
        : { event_ts_us: event.atUs };
    const { name, fields, payload } = event;
    const line = JSON.stringify({ event_name: name, event_id: eventId, ...times, ...fields, payload });
    const receivedAtUs = sentAtUs + latencyUs;
    const { lines } = this.#ledger;
    lines.events += 1;
    countOne(this.#ledger.tokenStatus, event.tokenStatus ?? "missing");
    if (heldBackUs > 0) lines.late += 1;
    this.post({ receivedAtUs, line });
    if (repeated) {
      lines.duplicates += 1;
      this.post({ receivedAtUs: receivedAtUs + repeatedAfterUs + 1, line });
    }
  }

  /** Puts a line on the day on which it is received, whatever it says. */
  post(delivered: DeliveredLine): void {
    this.#ledger.lines.lines += 1;
    const day = Math.floor((delivered.receivedAtUs - this.#startUs) / micros.day);
    const waiting = this.#days.get(day);
    if (waiting === undefined) this.#days.set(day, [delivered]);
    else waiting.push(delivered);
  }

  /** Takes out what arrived on a day, in the order of receipt; equal instants in the order of sending. */
  take(day: number): readonly DeliveredLine[] {
    const lines = this.#days.get(day) ?? [];
    this.#days.delete(day);
    return lines.sort((a, b) => a.receivedAtUs - b.receivedAtUs);
  }

  /** The last day on which something waits, -1 when nothing does. */
  lastDay(): number {
    return Math.max(-1, ...this.#days.keys());
  }
}
