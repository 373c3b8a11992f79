import { createCollector } from "@liftproof/adapters/http";
import type { CollectorOptions, EventSink, RequestContext } from "@liftproof/adapters/http";
import { createTokenService } from "@liftproof/click-token/node";
import type { TokenService } from "@liftproof/click-token";
import { parseBronzeLine } from "@liftproof/events";
import type { BronzeRecord } from "@liftproof/events";
import { nowUs, ringOf } from "./shop.ts";

export const tokens: TokenService = createTokenService(ringOf());

/** What a test keeps of what a sink was given. */
export interface Kept {
  readonly sink: EventSink;
  readonly lines: string[];
  readonly records: () => readonly BronzeRecord[];
}

/** A sink that keeps lines in memory. */
export function keep(): Kept {
  const lines: string[] = [];
  return {
    lines,
    sink: { append: async (entries) => void lines.push(...entries.map(({ line }) => line)) },
    records: () => lines.map((line) => parseBronzeLine(line)!),
  };
}

/** A context whose failures behind the answer are kept. */
export function contextOf(sink: EventSink, changes: Partial<RequestContext> = {}): RequestContext & { readonly failures: unknown[] } {
  const failures: unknown[] = [];
  return { clientAddress: "192.0.2.7", nowUs, sink, waitUntil: (work) => void work.catch((cause: unknown) => failures.push(cause)), failures, ...changes };
}

export function post(body: BodyInit, headers: Readonly<Record<string, string>> = {}): Request {
  return new Request("https://shop.example/v1/events", { method: "POST", body, headers, ...(body instanceof ReadableStream ? { duplex: "half" } : {}) });
}

/** An event of the catalogue as a page sends it. */
export function event(id: string, more: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ event_name: "page.view", event_id: id, event_ts_us: nowUs - 5, ...more });
}

/** Sends a body to a new collector; gives the answer and what became of the lines. */
export async function send(request: Request, options: Partial<CollectorOptions> = {}): Promise<{ status: number; headers: Headers; body: Record<string, unknown>; kept: Kept }> {
  const kept = keep();
  const response = await createCollector({ verify: tokens.verify, ...options })(request, contextOf(kept.sink));
  return { status: response.status, headers: response.headers, body: response.status === 204 ? {} : ((await response.json()) as Record<string, unknown>), kept };
}

/** What one event became that came with these cookies. */
export async function rowOf(text: string, headers: Readonly<Record<string, string>>, options: Partial<CollectorOptions> = {}): Promise<BronzeRecord> {
  const { kept } = await send(post(text, headers), options);
  return kept.records()[0]!;
}
