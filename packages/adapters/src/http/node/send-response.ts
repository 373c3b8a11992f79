import type { ServerResponse } from "node:http";

/**
 * Writes a Fetch response to one of node:http, no faster than the client reads. A client that goes away ends it without an error.
 *
 * @throws what the body's own stream throws, after the connection was cut: half an answer must not look whole.
 */
export async function sendResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  for (const [name, value] of response.headers) if (name !== "set-cookie") outgoing.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader("set-cookie", cookies);
  // The rest of a body that nobody read would have to be read before the next request on this connection.
  if (!outgoing.req.complete) outgoing.setHeader("connection", "close");
  outgoing.writeHead(response.status);
  const reader = response.body?.getReader();
  const stop = (): void => void reader?.cancel().catch(() => {});
  outgoing.once("close", stop);
  try {
    for (let next = await reader?.read(); next !== undefined && !next.done; next = await reader?.read()) {
      if (!outgoing.write(next.value)) await drained(outgoing);
    }
  } catch (cause) {
    outgoing.destroy();
    throw cause;
  }
  outgoing.end();
}

/** Once there is room for more, or nobody left to read it. */
function drained(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      outgoing.off("drain", done).off("close", done);
      resolve();
    };
    outgoing.on("drain", done).on("close", done);
    if (outgoing.destroyed) done();
  });
}
