import { createServer, request as forward } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { faultAnswer } from "./fault-answer.ts";
import type { WireFault } from "./wire-fault.ts";

/** What is known of a request when its fate is decided. */
export interface ProxiedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** Requests before this one. */
  readonly count: number;
}

/** A proxy that damages traffic on purpose, between a client and a real store. */
export interface FaultProxy {
  readonly url: string;
  /** How often each fault was done, and `none`. */
  readonly tally: ReadonlyMap<WireFault | "none", number>;
  /** Requests, oldest first, with what became of them. */
  readonly log: readonly string[];
  close: () => Promise<void>;
}

/**
 * Starts a proxy on a free port of this machine.
 *
 * @param target - Address of the store.
 * @param fateOf - The fault of each request; `undefined` to let it pass. Called once per request, in the order of arrival.
 */
export async function startFaultProxy(target: string, fateOf: (request: ProxiedRequest) => WireFault | undefined): Promise<FaultProxy> {
  const tally = new Map<WireFault | "none", number>();
  const log: string[] = [];
  const server = createServer((request, response) => {
    const { method = "GET", url = "/" } = request;
    const fault = fateOf({ method, url, count: log.length });
    tally.set(fault ?? "none", (tally.get(fault ?? "none") ?? 0) + 1);
    log.push(`${method} ${url} ${fault ?? "none"}`);
    handle(request, response, { target, fault }).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("proxy: expected a port, got none");
  return {
    url: `http://127.0.0.1:${address.port}`,
    tally,
    log,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Fate {
  readonly target: string;
  readonly fault: WireFault | undefined;
}

async function handle(request: IncomingMessage, response: ServerResponse, { target, fault }: Fate): Promise<void> {
  const answer = fault === undefined ? undefined : faultAnswer(fault);
  const body = await bodyOf(request, fault === "reset_before" || fault === "reset_midway");
  // Half of nothing is nothing: a head that says the body is empty would be the whole request.
  if (fault === "reset_before" || (fault === "reset_midway" && body.length === 0)) return void request.socket.destroy();
  if (fault === "hang") return;
  if (answer !== undefined && fault !== "error_after") return send(response, answer);
  const store = await pass(request, target, { body, fault });
  if (store === undefined || fault === "reset_after" || fault === "reset_midway") return void request.socket.destroy();
  if (fault === "hang_after") return;
  if (answer !== undefined) return send(response, answer);
  response.writeHead(store.status, store.headers);
  if (fault === "cut_answer") {
    response.write(store.body.subarray(0, store.body.length >> 1));
    await sleep(5);
    return void request.socket.destroy();
  }
  if (fault === "slow") await trickle(store.body, (piece) => response.write(piece));
  response.end(fault === "slow" ? undefined : store.body);
}

/** The whole body, or about half of it. */
async function bodyOf(request: IncomingMessage, half: boolean): Promise<Buffer> {
  const expected = Number(request.headers["content-length"] ?? 0);
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Not by iterating: leaving the loop early would end the request.
  await new Promise<void>((resolve, reject) => {
    request.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      bytes += chunk.length;
      if (half && bytes * 2 >= expected) resolve();
    });
    request.once("end", resolve);
    request.once("error", reject);
  });
  return Buffer.concat(chunks);
}

interface StoreAnswer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: Buffer;
}

/** Sends the request on as it was signed, its host included; `undefined` when the connection to the store was broken on purpose. */
function pass(request: IncomingMessage, target: string, { body, fault }: { readonly body: Buffer; readonly fault: WireFault | undefined }): Promise<StoreAnswer | undefined> {
  const { hostname, port } = new URL(target);
  const { expect: _, ...headers } = request.headers;
  return new Promise((resolve, reject) => {
    const onward = forward({ hostname, port, method: request.method, path: request.url, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.once("error", reject);
      answer.once("end", () => {
        const { connection: _connection, ...kept } = answer.headers;
        resolve({ status: answer.statusCode ?? 502, headers: kept, body: Buffer.concat(chunks) });
      });
    });
    onward.once("error", (cause) => (fault === "reset_midway" ? resolve(undefined) : reject(cause)));
    if (fault === "reset_midway") {
      onward.write(body.subarray(0, Math.max(1, body.length >> 1)), () => onward.destroy(new RangeError("reset on purpose")));
    } else if (fault === "slow") {
      void trickle(body, (piece) => onward.write(piece)).then(() => onward.end());
    } else onward.end(body);
  });
}

async function trickle(body: Buffer, write: (piece: Buffer) => void): Promise<void> {
  const piece = Math.max(1, Math.ceil(body.length / 8));
  for (let from = 0; from < body.length; from += piece) {
    write(body.subarray(from, from + piece));
    await sleep(4);
  }
}

function send(response: ServerResponse, { status, headers, body }: { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }): void {
  if (headers["date"] === undefined) response.sendDate = false;
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) }).end(body);
}
