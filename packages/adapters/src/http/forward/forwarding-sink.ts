import { AdapterError } from "../../adapter-error.ts";
import type { EventSink } from "../fetch-handler.ts";

/** Where lines are sent on to. */
export interface ForwardingSinkOptions {
  /** Of a `createBronzeReceiver`. */
  readonly url: string;
  /** What the receiver trusts. */
  readonly secret: string;
  /** Milliseconds until the receiver is taken for gone; 10,000 when absent. */
  readonly timeoutMs?: number;
  /** The platform's when absent. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/**
 * A sink for places without a disk, such as an edge runtime: it sends judged lines on to a receiver and returns once that one has
 * them. An answer that got lost makes the client send again, under the same event ids.
 *
 * @returns A sink whose `append` rejects with `AdapterError`: `spool_full` while the receiver has no room, `denied` when it does not trust
 * the secret, else `failed`.
 */
export function forwardingSink({ url, secret, timeoutMs = 10_000, fetch = globalThis.fetch }: ForwardingSinkOptions): EventSink {
  return {
    append: async (entries) => {
      const status = await statusOf(async () => {
        const body = entries.map(({ line }) => line).join("\n");
        const headers = { authorization: `Bearer ${secret}`, "content-type": "application/x-ndjson" };
        return fetch(new Request(url, { method: "POST", body, headers, signal: AbortSignal.timeout(timeoutMs) }));
      });
      if (status === 202) return;
      if (status === 429) throw new AdapterError("spool_full", `${url}: expected room for ${entries.length} lines, got none; repeat the call later`);
      if (status === 401) throw new AdapterError("denied", `${url}: expected to be trusted, got 401; give sink and receiver the same secret`);
      throw new AdapterError("failed", `${url}: expected 202 for ${entries.length} lines, got ${status}; look at the receiver`);
    },
  };
}

async function statusOf(send: () => Promise<Response>): Promise<number | string> {
  try {
    const response = await send();
    await response.body?.cancel();
    return response.status;
  } catch (cause) {
    return `no answer (${cause instanceof Error ? cause.name : "unknown"})`;
  }
}
