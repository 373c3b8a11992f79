import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { nodeListener } from "@liftproof/adapters/http";
import type { FetchHandler, NodeListener, NodeListenerOptions } from "@liftproof/adapters/http";
import { onTestFinished } from "vitest";
import { keep } from "./collector-client.ts";

/** A handler on a free port of this machine until the test ends. */
export interface Served {
  readonly port: number;
  readonly url: string;
  readonly listener: NodeListener;
  readonly faults: unknown[];
}

export async function serve(handler: FetchHandler, options: Partial<NodeListenerOptions> = {}): Promise<Served> {
  const faults: unknown[] = [];
  const listener = nodeListener(handler, { sink: keep().sink, onFault: (cause) => faults.push(cause), ...options });
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await listener.settled();
  });
  const { port } = server.address() as AddressInfo;
  return { port, url: `http://127.0.0.1:${port}`, listener, faults };
}
