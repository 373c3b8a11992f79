/** An event of your own: one call adds it to the catalogue, and `accept` checks, flattens and types it like any other. */
import { accept, defineEvent, standardCatalogue } from "@liftproof/events";

const catalogue = defineEvent(standardCatalogue, "gift.wrapped", {
  family: "gift",
  fields: { gift_id: { kind: "id", required: true }, ribbon: { kind: "text" } },
});

/**
 * @param {readonly string[]} lines one JSON object each
 * @param {number} receivedAtUs epoch microseconds
 * @returns the verdict on each line, in order
 */
export function read(lines, receivedAtUs) {
  const context = { receivedAtUs, verify: () => ({ status: "missing", claims: null }), catalogue };
  return lines.map((line) => accept(line, context));
}

if (import.meta.url === new URL(process.argv[1] ?? "", "file:").href) {
  const nowUs = Date.now() * 1000;
  const envelope = { event_name: "gift.wrapped", event_ts_us: nowUs, anon_id: "a-1842" };
  const outcomes = read(
    [
      JSON.stringify({ ...envelope, event_id: "g-1", payload: { gift_id: "42", ribbon: "red", to: { name: "Ada" } } }),
      JSON.stringify({ ...envelope, event_id: "g-2", payload: { ribbon: "blue" } }),
    ],
    nowUs,
  );
  for (const outcome of outcomes) console.log(outcome.kind === "accepted" ? `accepted ${JSON.stringify(outcome.row.payload)}` : `refused: ${outcome.rejection.message}`);
}
