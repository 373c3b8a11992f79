/** Both ends on one machine: a receiver with a disk, and the edge in front of it. `node examples/edge/start.mjs` */
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { createBronzeWriter } from "@liftproof/adapters/files";
import { boundedSink, createBronzeReceiver, nodeListener, sharedSecret } from "@liftproof/adapters/http";
import { generateKey } from "@liftproof/click-token/node";
import { createApp } from "./hono-app.mjs";

/** @param {string} root folder for bronze @returns the edge's handler, its address and what stops both */
export async function startBoth(root) {
  const secret = randomBytes(24).toString("hex");
  const writer = await createBronzeWriter({ root });
  const onFault = (cause) => console.error(cause);
  const receiver = nodeListener(createBronzeReceiver({ trusts: sharedSecret(secret) }), { sink: boundedSink(writer), onFault });
  const far = await listen(receiver);
  const key = generateKey({ id: "1", notBefore: new Date(Date.now() - 60_000).toISOString(), notAfter: new Date(Date.now() + 86_400_000).toISOString(), maxLifetime: "24h" });
  // Node's bridge stands for the platform here; its sink is unused, for the edge has its own.
  const platform = nodeListener((request, { waitUntil }) => edge.fetch(request, {}, { waitUntil, passThroughOnException() {} }), { sink: { append: async () => {} }, onFault });
  const near = await listen(platform);
  const links = { spring: { target: `${near.origin}/sale`, campaign: "spring_sale", source: "newsletter", medium: "email" } };
  const edge = createApp({ origin: near.origin, ring: { keys: [key] }, keyId: "1", receiver: { url: `${far.origin}/v1/bronze`, secret }, links, onFault });
  const stop = async () => {
    await near.close();
    await platform.settled();
    await far.close();
    await receiver.settled();
    await writer.close();
  };
  return { origin: near.origin, stop };
}

async function listen(listener) {
  const server = createServer(listener);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}

if (import.meta.url === new URL(process.argv[1] ?? "", "file:").href) {
  const { origin, stop } = await startBoth("out/edge/bronze");
  console.log(`curl -i ${origin}/l/spring`);
  console.log(`curl -i ${origin}/v1/events -d '{"event_name":"page.view","event_id":"v-1","event_ts_us":${Date.now() * 1000},"anon_id":"a1"}'`);
  process.once("SIGINT", () => void stop());
}
