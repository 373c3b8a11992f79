import type { BronzeEntry } from "../files/spool-writer.ts";

/** Where accepted and refused lines go. The bronze writer of `@liftproof/adapters/files` is one; its `append` is durable on return. */
export interface EventSink {
  /** On return the lines are safe: what follows may be acknowledged. A rejection means that none is. */
  readonly append: (entries: readonly BronzeEntry[]) => Promise<void>;
}

/** What a handler is told beside the request: no clock, no socket and no disk of its own. */
export interface RequestContext {
  /** Address of the client as the platform knows it, never from a header that the client writes. */
  readonly clientAddress: string;
  /** Epoch microseconds. */
  readonly nowUs: number;
  /** Keeps the process for work that the answer does not wait for. A rejection is the operator's to read. */
  readonly waitUntil: (work: Promise<unknown>) => void;
  readonly sink: EventSink;
}

/** A request in, an answer out; never rejects for what a client sent. */
export type FetchHandler = (request: Request, context: RequestContext) => Promise<Response>;
