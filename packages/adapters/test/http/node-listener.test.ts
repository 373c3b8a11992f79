import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { createCollector, createRedirector } from "@liftproof/adapters/http";
import type { FetchHandler } from "@liftproof/adapters/http";
import { buildSync } from "esbuild";
import { describe, expect, test } from "vitest";
import { contextOf, event, keep, tokens } from "./collector-client.ts";
import { serve } from "./served.ts";

/** Sends bytes as they are; gives all that comes back until the other side closes. */
function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    let said = "";
    socket.on("data", (chunk) => (said += chunk.toString("latin1")));
    socket.once("error", reject);
    socket.once("close", () => resolve(said));
  });
}

const echo: FetchHandler = async (request, { clientAddress, nowUs }) => {
  const headers = new Headers([["set-cookie", "a=1"], ["set-cookie", "b=2, 3"], ["x-seen", `${request.method} ${request.url} ${clientAddress} ${nowUs}`]]);
  return new Response(`${request.headers.get("x-twice")}|${await request.text()}`, { status: 207, headers });
};

describe("on node:http", () => {
  test("example: method, address, headers, body and cookies go through as they are", async () => {
    const { url } = await serve(echo, { now: () => 7, scheme: "https" });
    const response = await fetch(`${url}/a%20b?x=1`, { method: "PUT", body: "é\0", headers: [["x-twice", "1"], ["x-twice", "2"]] });
    expect([response.status, await response.text(), response.headers.getSetCookie()]).toEqual([207, "1, 2|é\0", ["a=1", "b=2, 3"]]);
    expect(response.headers.get("x-seen")).toBe(`PUT ${url.replace("http", "https")}/a%20b?x=1 127.0.0.1 7`);
  });

  test("law: a client's address is its socket's, or what our own proxies wrote, never what the client wrote before them", async () => {
    for (const [trustedProxies, forwarded, expected] of [[0, "6.6.6.6", "127.0.0.1"], [1, "6.6.6.6, 192.0.2.1", "192.0.2.1"], [2, "6.6.6.6, 192.0.2.1,10.0.0.1", "192.0.2.1"], [2, "6.6.6.6", ""]] as const) {
      const { url } = await serve(async (_, { clientAddress }) => new Response(clientAddress), { trustedProxies });
      expect(await (await fetch(url, { headers: { "x-forwarded-for": forwarded } })).text()).toBe(expected);
    }
  });

  test("edge: hosts, paths and methods that are none, bodies over the cap", async () => {
    const { port, faults } = await serve(echo, { maxRequestBytes: 10 });
    const statusOf = async (head: string, body = ""): Promise<string> => (await raw(port, `${head}\r\nConnection: close\r\n\r\n${body}`)).slice(9, 12);
    for (const head of ["GET http://evil.example/ HTTP/1.1\r\nHost: a", "GET / HTTP/1.1\r\nHost: a/b", "GET / HTTP/1.1\r\nHost: u@a", "GET / HTTP/1.1\r\nHost: ", "OPTIONS * HTTP/1.1\r\nHost: a", "TRACE / HTTP/1.1\r\nHost: a"]) {
      expect([head, await statusOf(head)]).toEqual([head, "400"]);
    }
    expect(await statusOf("GET //evil.example/x HTTP/1.1\r\nHost: [::1]:80")).toBe("207");
    expect(await statusOf("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11", "x".repeat(11))).toBe("413");
    expect(faults).toEqual([]);
    expect(await statusOf("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked", `b\r\n${"x".repeat(11)}\r\n0\r\n\r\n`)).toBe("500");
    expect(faults.map(String)).toEqual(["RangeError: body: expected at most 10 bytes, got more"]);
  });

  test("law: answers stream, no faster than they are read, and stop when the client is gone", async () => {
    let pulled = 0;
    let signal: AbortSignal | undefined;
    let cancel = (): void => {};
    const cancelled = new Promise<void>((resolve) => (cancel = resolve));
    const endless: FetchHandler = async (request) => {
      signal = request.signal;
      return new Response(new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536).fill((pulled += 1))), cancel: () => cancel() }));
    };
    const { url, faults, listener } = await serve(endless);
    const leave = new AbortController();
    const response = await fetch(url, { signal: leave.signal });
    const first = await response.body!.getReader().read();
    expect(first.value?.[0]).toBe(1);
    leave.abort();
    await cancelled;
    await listener.settled();
    expect([signal?.aborted, pulled < 1000, faults]).toEqual([true, true, []]);
  });

  test("edge: a handler that throws, an answer that breaks off, and work that fails behind the answer are told", async () => {
    const handlers: Readonly<Record<string, FetchHandler>> = {
      "/throws": () => Promise.reject(new Error("handler")),
      "/breaks": async () => new Response(new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array([65])), pull: (controller) => controller.error(new Error("stream")) })),
      "/behind": async (_, { waitUntil }) => {
        waitUntil(Promise.reject(new Error("behind")));
        return new Response("fine");
      },
    };
    const { url, faults, listener } = await serve((request, context) => handlers[new URL(request.url).pathname]!(request, context));
    expect((await fetch(`${url}/throws`)).status).toBe(500);
    await expect(fetch(`${url}/breaks`).then((response) => response.text())).rejects.toThrow();
    expect(await (await fetch(`${url}/behind`)).text()).toBe("fine");
    await listener.settled();
    expect(faults.map(String).sort()).toEqual(["Error: behind", "Error: handler", "Error: stream"]);
  });

  test("law: an upload that breaks off is not taken, one that is refused is not read to its end", async () => {
    const { sink, lines } = keep();
    const { port } = await serve(createCollector({ verify: tokens.verify, maxBodyBytes: 100 }), { sink });
    const socket = connect(port, "127.0.0.1", () => socket.write(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 90\r\n\r\n${event("e1", { anon_id: "a" }).slice(0, 50)}`, () => socket.destroy()));
    await new Promise((resolve) => socket.once("close", resolve));
    const refused = await raw(port, `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999\r\n\r\n`);
    expect(refused).toMatch(/^HTTP\/1\.1 413 .*\r\nconnection: close\r\n/is);
    const chunk = `80\r\n${"x".repeat(128)}\r\n`;
    expect(await raw(port, `POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n${chunk}`)).toMatch(/^HTTP\/1\.1 413 .*expected at most 100 bytes/s);
    expect(lines).toEqual([]);
  });
});

describe("elsewhere", () => {
  test("law: a bundle of the handlers for an edge holds nothing of Node and no other entry", () => {
    const contents = 'import { createCollector, createRedirector, consumeToken, enrol, forwardingSink } from "@liftproof/adapters/http"; globalThis.all = [createCollector, createRedirector, consumeToken, enrol, forwardingSink];';
    const { outputFiles, errors } = buildSync({ stdin: { contents, resolveDir: fileURLToPath(new URL(".", import.meta.url)) }, bundle: true, write: false, platform: "neutral", mainFields: ["module", "main"], format: "esm", conditions: ["@liftproof/source"], logLevel: "silent" });
    expect([errors, outputFiles.length]).toEqual([[], 1]);
    expect(/from"node:|from "node:|require\(|duckdb/i.exec(outputFiles[0]!.text)).toBeNull();
  });

  test("example: the same handlers behind a router of Hono's kind and as route handlers of Next's", async () => {
    const { sink, lines } = keep();
    const collector = createCollector({ verify: tokens.verify });
    const redirector = createRedirector({ origin: "https://shop.example", links: () => ({ target: "https://shop.example/sale" }), mint: tokens.mint, verify: tokens.verify, keyId: "1" });
    const hono = (handler: FetchHandler) => (c: { readonly req: { readonly raw: Request } }): Promise<Response> => handler(c.req.raw, contextOf(sink));
    const next = { POST: (request: Request): Promise<Response> => collector(request, contextOf(sink)), GET: (request: Request): Promise<Response> => redirector(request, contextOf(sink)) };
    const request = (): Request => new Request("https://shop.example/v1/events", { method: "POST", body: event("e1", { anon_id: "a" }) });
    expect([(await hono(collector)({ req: { raw: request() } })).status, (await next.POST(request())).status, (await next.GET(new Request("https://shop.example/l/x"))).status]).toEqual([202, 202, 302]);
    expect(lines).toHaveLength(3);
  });
});
