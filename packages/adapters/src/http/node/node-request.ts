import type { IncomingMessage } from "node:http";

const hostText = /^(?:[\w.-]{1,253}|\[[\da-f:.]{2,45}\])(?::\d{1,5})?$/i;
const methodsWithoutBody = ["GET", "HEAD"];
/** Fetch has no word for these. */
const unknownToFetch = ["CONNECT", "TRACE", "TRACK"];

/** What a request is read with. */
export interface NodeRequestOptions {
  readonly scheme: "http" | "https";
  /** A body that turns out longer breaks off. */
  readonly maxBytes: number;
  /** Aborts when the client is gone. */
  readonly signal: AbortSignal;
}

/** A Fetch request of one from node:http, its body not read yet; null where host, path or method are none that Fetch knows. */
export function nodeRequest(incoming: IncomingMessage, { scheme, signal, maxBytes }: NodeRequestOptions): Request | null {
  const { method = "GET", url = "", headers: { host = "" }, rawHeaders } = incoming;
  const address = `${scheme}://${host}${url}`;
  if (!hostText.test(host) || !url.startsWith("/") || !URL.canParse(address) || unknownToFetch.includes(method)) return null;
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) headers.append(rawHeaders[at] ?? "", rawHeaders[at + 1] ?? "");
  if (methodsWithoutBody.includes(method)) return new Request(address, { method, headers, signal });
  // A body that streams has to say so; not every declaration of Fetch knows the word.
  const streaming: RequestInit & { readonly duplex: "half" } = { method, headers, signal, body: bodyOf(incoming, maxBytes), duplex: "half" };
  return new Request(address, streaming);
}

/** Reads as its own reader does. Who stops reading leaves the connection open for the answer. */
function bodyOf(incoming: IncomingMessage, maxBytes: number): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = incoming.iterator({ destroyOnReturn: false });
  let left = maxBytes;
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await chunks.next();
      if (next.done === true) return controller.close();
      left -= next.value.byteLength;
      if (left < 0) throw new RangeError(`body: expected at most ${maxBytes} bytes, got more`);
      controller.enqueue(next.value);
    },
  });
}
