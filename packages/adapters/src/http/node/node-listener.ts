import type { IncomingMessage, ServerResponse } from "node:http";
import type { EventSink, FetchHandler } from "../fetch-handler.ts";
import { clientAddress } from "./client-address.ts";
import { nodeRequest } from "./node-request.ts";
import { sendResponse } from "./send-response.ts";

/** What stands around a handler on Node. */
export interface NodeListenerOptions {
  readonly sink: EventSink;
  /** Told of everything that failed without the client being told why: a sink, a kill list, a handler. */
  readonly onFault: (cause: unknown) => void;
  /** How many proxies of ours stand in front, each of which appends to `X-Forwarded-For`. 0 when absent. */
  readonly trustedProxies?: number;
  /** As clients reach it: `https` behind a proxy that ends TLS. `http` when absent. */
  readonly scheme?: "http" | "https";
  /** Bytes of a request's body that are let in, whatever the handler would read; 16 MiB when absent. */
  readonly maxRequestBytes?: number;
  /** Epoch microseconds; the system's clock when absent. */
  readonly now?: () => number;
}

/** A listener for `http.createServer`. */
export interface NodeListener {
  (incoming: IncomingMessage, outgoing: ServerResponse): void;
  /** Resolves once everything that was under way is done: call it after `server.close()` and before the sink is closed. */
  readonly settled: () => Promise<void>;
}

/** Carries requests of node:http to a handler and its answers back. */
export function nodeListener(handler: FetchHandler, options: NodeListenerOptions): NodeListener {
  const { sink, onFault, trustedProxies = 0, scheme = "http", maxRequestBytes = 1 << 24, now = () => Date.now() * 1000 } = options;
  const underWay = new Set<Promise<unknown>>();
  const waitUntil = (work: Promise<unknown>): void => {
    const told: Promise<unknown> = work.catch(onFault).finally(() => underWay.delete(told));
    underWay.add(told);
  };
  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const gone = new AbortController();
    outgoing.once("close", () => gone.abort());
    if (Number(incoming.headers["content-length"] ?? 0) > maxRequestBytes) return sendResponse(new Response(null, { status: 413 }), outgoing);
    const request = nodeRequest(incoming, { scheme, signal: gone.signal, maxBytes: maxRequestBytes });
    if (request === null) return sendResponse(new Response(null, { status: 400 }), outgoing);
    let response: Response;
    try {
      response = await handler(request, { clientAddress: clientAddress(incoming, trustedProxies), nowUs: now(), waitUntil, sink });
    } catch (cause) {
      onFault(cause);
      response = new Response(null, { status: 500 });
    }
    await sendResponse(response, outgoing);
  };
  const listener = (incoming: IncomingMessage, outgoing: ServerResponse): void => waitUntil(serve(incoming, outgoing));
  return Object.assign(listener, {
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  });
}
