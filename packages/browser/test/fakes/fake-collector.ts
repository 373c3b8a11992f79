import type { PageRequest, PageResponse } from "../../src/page.ts";
import type { FakeClock } from "./fake-clock.ts";

/** What the collector does with one request. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** How long the answer takes. */
  readonly afterMs?: number;
  /** The network fails: before the request arrives, or before its answer does. */
  readonly lost?: "request" | "answer";
}

/** One request as it arrived. */
export interface Arrival {
  readonly page: string;
  readonly atMs: number;
  readonly status: number;
  /** The page gets to know the answer. */
  readonly heard: boolean;
  readonly bytes: number;
  readonly events: readonly Record<string, unknown>[];
}

/** A collector with a script. */
export interface FakeCollector {
  answer: (request: PageRequest) => Answer;
  readonly arrivals: Arrival[];
  /** Every attempt, whether it arrived or not. */
  attempts: number;
  requestsInFlight: number;
  bytesInFlight: number;
  mostRequests: number;
  mostBytes: number;
  fetch(page: string, request: PageRequest): Promise<PageResponse>;
  beacon(page: string, body: string): boolean;
  /** Events of requests that were answered 2xx. */
  accepted(): readonly Record<string, unknown>[];
}

/** A collector that takes everything in 20 ms until told otherwise. */
export function fakeCollector(clock: FakeClock): FakeCollector {
  const wait = (milliseconds: number): Promise<void> => new Promise((done) => void clock.setTimeout(done, milliseconds));
  const arrive = (page: string, body: string, { status, heard }: { status: number; heard: boolean }): void => {
    const events = body.trimEnd().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
    collector.arrivals.push({ page, atMs: clock.nowMs, status, heard, bytes: Buffer.byteLength(body), events });
  };
  const collector: FakeCollector = {
    answer: () => ({}),
    arrivals: [],
    attempts: 0,
    requestsInFlight: 0,
    bytesInFlight: 0,
    mostRequests: 0,
    mostBytes: 0,
    async fetch(page, request) {
      const { status = 202, headers = {}, body, afterMs = 20, lost } = collector.answer(request);
      const bytes = Buffer.byteLength(request.body);
      collector.attempts += 1;
      collector.requestsInFlight += 1;
      collector.bytesInFlight += bytes;
      collector.mostRequests = Math.max(collector.mostRequests, collector.requestsInFlight);
      collector.mostBytes = Math.max(collector.mostBytes, collector.bytesInFlight);
      if (lost !== "request") arrive(page, request.body, { status, heard: lost === undefined });
      await wait(afterMs);
      collector.requestsInFlight -= 1;
      collector.bytesInFlight -= bytes;
      if (lost !== undefined) throw new TypeError("Failed to fetch");
      return {
        ok: status >= 200 && status < 300,
        status,
        headers: { get: (name) => headers[name.toLowerCase()] ?? null },
        json: async () => (body === undefined ? Promise.reject(new SyntaxError("no JSON")) : body),
      };
    },
    beacon(page, body) {
      arrive(page, body, { status: 202, heard: true });
      return true;
    },
    accepted: () => collector.arrivals.filter(({ status }) => status < 300).flatMap(({ events }) => events),
  };
  return collector;
}
