/** From a received line to a silver row, against the parsing of JSON it cannot do without. */
import { createTokenService, loadKeyRing } from "@liftproof/click-token/node";
import { accept, bronzeLine } from "@liftproof/events";
import { simulateMarketplace, simulatedKeyRing } from "@liftproof/simulator";
import { figure, measure } from "./measure.mjs";

const startUs = Date.UTC(2026, 8, 7) * 1_000;
export const title = "Accept an event";

export async function run() {
  const service = createTokenService(loadKeyRing(simulatedKeyRing(startUs)));
  const received = [...simulateMarketplace({ users: 5_000, seed: 7, startUs, mint: service.mint }).lines];
  const bytes = received.reduce((sum, { line }) => sum + Buffer.byteLength(line), 0);
  let sink = 0;
  const least = await measure({
    "JSON.parse alone": () => {
      for (const { line } of received) sink += parsed(line);
    },
    "accept, tokens verified": () => {
      for (const { line, receivedAtUs } of received) sink += accept(line, { receivedAtUs, verify: service.verify }).kind.length;
    },
    "accept and write the bronze line": () => {
      for (const { line, receivedAtUs } of received) {
        sink += bronzeLine(accept(line, { receivedAtUs, verify: service.verify }), { receivedAtUs, raw: line }).length;
      }
    },
  });
  const [[, floor]] = least;
  return {
    note: `${figure(received.length)} simulated lines of ${Math.round(bytes / received.length)} bytes, malformed ones and tokens among them; budget for a silver row: at least 300 k events per second and core.`,
    columns: ["work", "events per CPU second", "times the floor"],
    rows: [...least].map(([name, seconds]) => [name, figure(received.length / seconds), (seconds / floor).toFixed(2)]),
    sink,
  };
}

function parsed(line) {
  try {
    return JSON.parse(line) === null ? 0 : 1;
  } catch {
    return 0;
  }
}
