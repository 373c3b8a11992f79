import { parseBronzeLine } from "@liftproof/events";
import { answer } from "../collect/answer.ts";
import { keepEntries } from "../collect/keep-entries.ts";
import { readBody } from "../collect/read-body.ts";
import type { FetchHandler } from "../fetch-handler.ts";

/** Whom a receiver takes lines from. */
export interface BronzeReceiverOptions {
  /** Whether a request comes from a sink of ours, as `sharedSecret` tells: what it sends was judged there and is not judged again. */
  readonly trusts: (request: Request) => boolean | Promise<boolean>;
  /** 16 MiB when absent: judged lines are longer than those of pages. */
  readonly maxBodyBytes?: number;
}

/** The other end of a `forwardingSink`: takes bronze lines whole or not at all, and says 202 once the own sink has them. */
export function createBronzeReceiver({ trusts, maxBodyBytes = 1 << 24 }: BronzeReceiverOptions): FetchHandler {
  return async (request, context) => {
    if (request.method !== "POST") return answer(405, { error: "method: expected POST, got another" });
    if (!(await trusts(request))) return answer(401, { error: "authorization: expected the secret of the receiver, got another or none" });
    const bytes = await readBody(request, { maxBodyBytes, maxInflatedBytes: maxBodyBytes });
    if ("status" in bytes) return answer(bytes.status, { error: bytes.message });
    const lines = new TextDecoder().decode(bytes).split("\n").filter((line) => line !== "");
    const entries = lines.flatMap((line) => {
      const record = parseBronzeLine(line);
      return record === null ? [] : [{ receivedAtUs: record.receivedAtUs, line }];
    });
    if (entries.length < lines.length) return answer(400, { error: `body: expected bronze lines, got ${lines.length - entries.length} of ${lines.length} that are none` });
    return (await keepEntries(entries, context)) ?? answer(202, { kept: entries.length });
  };
}
