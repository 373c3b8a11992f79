/** A collector in a process of its own, over bronze on a real disk: `node collector.mjs ROOT SLOW_MS WAITING_CHARACTERS`. Tells the parent its port, and what it has used when asked. */
import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { createBronzeWriter } from "@liftproof/adapters/files";
import { boundedSink, createCollector, nodeListener } from "@liftproof/adapters/http";

const [root, slowMs, waitingCharacters] = process.argv.slice(2);
const writer = await createBronzeWriter({ root });
const delay = Number(slowMs);
/** A disk that takes its time: every append waits before it begins. */
const disk = delay === 0 ? writer : { append: async (entries) => { await pause(delay); await writer.append(entries); } };
const sink = boundedSink(disk, { maxWaitingCharacters: Number(waitingCharacters) });
const collector = createCollector({ verify: () => ({ status: "missing", claims: null }), perSecond: 1e9, burst: 1e9 });
const faults = [];
const listener = nodeListener(collector, { sink, onFault: (cause) => faults.push(cause.code ?? String(cause)) });
const server = createServer(listener);

process.on("message", (asked) => void answer(asked));

async function answer(asked) {
  if (asked === "usage") {
    const { user, system } = process.cpuUsage();
    process.send({ cpuSeconds: (user + system) / 1e6, rssMegabytes: process.memoryUsage.rss() / 2 ** 20, faults: faults.length });
  }
  if (asked === "stop") {
    server.close();
    server.closeAllConnections();
    await listener.settled();
    await writer.close();
    process.disconnect();
  }
}
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
