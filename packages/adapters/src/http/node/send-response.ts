import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeStream } from "node:stream/web";

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
  if (response.body === null) {
    outgoing.end();
    return;
  }
  try {
    await pipeline(Readable.fromWeb(response.body as NodeStream), outgoing);
  } catch (cause) {
    if (!isGone(cause)) throw cause;
  }
}

function isGone(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "ERR_STREAM_PREMATURE_CLOSE";
}
