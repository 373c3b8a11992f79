import { type EventSink, type FetchHandler, createCollector, nodeListener } from "@liftproof/adapters/http";
import { parseBronzeLine } from "@liftproof/events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type DelayingProxy, delayingProxy } from "./delaying-proxy.ts";

/** An event as it arrived. */
export type ArrivedEvent = Readonly<Record<string, unknown>> & {
  readonly event_id: string;
  readonly event_name: string;
  readonly session_id: string;
  readonly labels?: Readonly<Record<string, unknown>>;
  readonly payload?: Readonly<Record<string, unknown>>;
};

/** One try of one cell: an origin that no other try has (so nothing remembered is shared), and a collector behind a port of its own. */
export class Trial {
  /** What the collector took, twice where it came twice. */
  readonly arrived: ArrivedEvent[] = [];
  /** Why the collector refused events; nothing of ours is. */
  readonly refused: string[] = [];
  /** When requests came, whether or not they were let in; epoch milliseconds. */
  readonly requestsMs: number[] = [];
  /** Requests for pages: path, query and what browsers say of their purpose. */
  readonly pages: { readonly url: string; readonly purpose: string | undefined }[] = [];
  readonly killed: string[] = [];
  /** Answers with this instead of asking the collector. */
  fault: { readonly status: number; readonly headers?: Readonly<Record<string, string>> } | "reset" | undefined;
  readonly origin: string;
  readonly collector: string;
  readonly proxy: DelayingProxy;
  readonly #listener: (incoming: IncomingMessage, outgoing: ServerResponse) => void;

  constructor(host: string, pagePort: number, proxy: DelayingProxy) {
    this.proxy = proxy;
    this.origin = `https://${host}:${pagePort}`;
    this.collector = `https://${host}:${proxy.port}/v1/events`;
    const sink: EventSink = {
      append: async (entries) => {
        for (const { line } of entries) {
          const parsed = parseBronzeLine(line);
          if (parsed?.outcome.kind === "accepted") this.arrived.push(JSON.parse(parsed.raw) as ArrivedEvent);
          else this.refused.push(line);
        }
      },
    };
    const handler: FetchHandler = createCollector({ verify: () => ({ status: "missing", claims: null }), origins: [this.origin, "null"], killed: async () => this.killed, perSecond: 1000, burst: 1000 });
    this.#listener = nodeListener(handler, { sink, scheme: "https", onFault: (cause) => void this.refused.push(String(cause)) });
  }

  /** Serves one request to the collector. Each connection ends with its answer, so that the next event finds none open. */
  serve(incoming: IncomingMessage, outgoing: ServerResponse): void {
    this.requestsMs.push(Date.now());
    outgoing.setHeader("connection", "close");
    if (this.fault === undefined) this.#listener(incoming, outgoing);
    else if (this.fault === "reset") incoming.socket.destroy();
    else {
      const { status, headers } = this.fault;
      incoming.resume().once("end", () => outgoing.writeHead(status, { ...headers, "access-control-allow-origin": this.origin, "access-control-allow-credentials": "true", "access-control-expose-headers": "Retry-After" }).end());
    }
  }

  /** Address of a page that captures, told by its query what to do; see `public/page.js`. */
  page(query: Readonly<Record<string, string>> = {}): string {
    return `${this.origin}/page?${new URLSearchParams({ collector: this.collector, ...query })}`;
  }

  /** Tracked marks that arrived, each as often as it did. */
  marks(): unknown[] {
    return this.arrived.flatMap(({ payload }) => (payload?.["mark"] === undefined ? [] : [payload["mark"]]));
  }

  named(name: string): readonly ArrivedEvent[] {
    return this.arrived.filter(({ event_name }) => event_name === name);
  }

  /** Events that came more than once. */
  duplicates(): number {
    return this.arrived.length - new Set(this.arrived.map(({ event_id }) => event_id)).size;
  }

  /** Events counted as dropped for a reason, by the labels that arrived. */
  dropped(reason: string): number {
    const labels = new Map(this.arrived.map((event) => [event.event_id, event.labels]));
    return [...labels.values()].reduce((sum, label) => sum + Number(label?.[`dropped_${reason}`] ?? 0), 0);
  }

  /** @param host - An address of the loopback network that no other trial has. */
  static async open(host: string, pagePort: number, { delayMs }: { readonly delayMs: number }): Promise<Trial> {
    return new Trial(host, pagePort, await delayingProxy(pagePort, delayMs));
  }
}
