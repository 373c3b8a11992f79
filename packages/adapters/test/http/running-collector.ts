/** A collector on a free port over a bronze folder, until somebody kills it. Prints the port. */
import { writeSync } from "node:fs";
import { createServer } from "node:http";
import { createBronzeWriter } from "@liftproof/adapters/files";
import { boundedSink, createCollector, nodeListener } from "@liftproof/adapters/http";

const sink = boundedSink(await createBronzeWriter({ root: process.argv[2] ?? "", segmentBytes: 20_000 }));
const collector = createCollector({ verify: () => ({ status: "missing", claims: null }), perSecond: 1e6, burst: 1e6 });
const server = createServer(nodeListener(collector, { sink, onFault: (cause) => writeSync(2, `${String(cause)}\n`) }));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  writeSync(1, `${typeof address === "object" ? address?.port : ""}\n`);
});
