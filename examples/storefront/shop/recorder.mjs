/** Events that the shop itself writes: orders, refunds and whatever else no page may claim. */
import { accept, bronzeLine } from "@liftproof/events";

/**
 * @param sink where lines become durable
 * @param {{ verify: import("@liftproof/events").AcceptContext["verify"] }} context
 * @returns {(events: readonly object[], nowUs: number) => Promise<void>} resolves once they are on disk
 */
export function recorder(sink, { verify }) {
  return async (events, nowUs) => {
    const entries = events.map((event) => {
      const raw = JSON.stringify({ event_ts_us: nowUs, ...event });
      const outcome = accept(raw, { receivedAtUs: nowUs, verify });
      if (outcome.kind === "rejected") throw new TypeError(`event: expected one of the catalogue, got a fault at ${outcome.rejection.path}: ${outcome.rejection.message}`);
      return { receivedAtUs: nowUs, line: bronzeLine(outcome, { receivedAtUs: nowUs, raw }) };
    });
    if (entries.length > 0) await sink.append(entries);
  };
}
