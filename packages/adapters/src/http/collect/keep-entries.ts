import { AdapterError } from "../../adapter-error.ts";
import type { BronzeEntry } from "../../files/spool-writer.ts";
import type { RequestContext } from "../fetch-handler.ts";
import { answer } from "./answer.ts";

const RETRY_SECONDS = 5;

/** Hands lines to the sink. Null once they are safe, else the answer that says when to come back: 429 while it has no room, 503 when it failed, of which somebody is told. */
export async function keepEntries(entries: readonly BronzeEntry[], { sink, waitUntil }: RequestContext): Promise<Response | null> {
  try {
    if (entries.length > 0) await sink.append(entries);
    return null;
  } catch (cause) {
    if (cause instanceof AdapterError && cause.code === "spool_full") return answer(429, { error: "spool: expected room, got none; wait" }, RETRY_SECONDS);
    waitUntil(Promise.reject(cause));
    return answer(503, { error: "sink: expected it to keep the events, got a failure; wait" }, RETRY_SECONDS);
  }
}
