import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AthenaEngine } from "./athena-engine.ts";
import type { AthenaQueryFault, AthenaRequestFault } from "./athena-fault.ts";
import { described, performQuery } from "./athena-query.ts";
import type { AthenaQuery } from "./athena-query.ts";
import { resultPage } from "./result-page.ts";

/** What runs behind the server, and what goes wrong. */
export interface AthenaServerOptions {
  readonly engine: AthenaEngine;
  /** The fault of a request; called once for each, in the order of arrival. Default: none. */
  readonly fateOfRequest?: (request: AthenaRequest) => AthenaRequestFault | undefined;
  /** The fault of a query; called once for each that is started. Default: none. */
  readonly fateOfQuery?: (query: StartedQuery) => AthenaQueryFault | undefined;
  /** How many looks find a query queued. Default 0. */
  readonly queuedLooks?: number;
  /** Epoch milliseconds. Default `Date.now`. */
  readonly nowMs?: () => number;
}

/** A request as it came. */
export interface AthenaRequest {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Requests before this one. */
  readonly count: number;
}

/** A query that is about to run. */
export interface StartedQuery {
  readonly statement: string;
  readonly token: string;
  /** Queries before this one. */
  readonly count: number;
}

/** A server that speaks Athena's protocol on a free port of this machine. */
export interface AthenaServer {
  readonly url: string;
  /** Names of the requests, oldest first. */
  readonly requests: readonly string[];
  /** Queries, oldest first. */
  readonly queries: readonly Readonly<AthenaQuery>[];
  /** How often a statement was carried out. */
  done(statement: string): number;
  close(): Promise<void>;
}

/** An answer that is no success. */
class Refusal extends Error {
  readonly type: string;
  readonly status: number;

  constructor(type: string, message: string, status = 400) {
    super(message);
    this.type = type;
    this.status = status;
  }
}

const workGroup = "primary";
const made: Readonly<Partial<Record<AthenaRequestFault, readonly [type: string, status: number]>>> = {
  throttle: ["ThrottlingException", 400],
  busy: ["TooManyRequestsException", 400],
  error: ["InternalServerException", 500],
};

/** Starts the server: one workgroup, `primary`. A token that is known gives the query that it started, and is refused with another request, as Athena does. */
export async function startAthenaServer({ engine, fateOfRequest = () => undefined, fateOfQuery = () => undefined, queuedLooks = 0, nowMs = Date.now }: AthenaServerOptions): Promise<AthenaServer> {
  const requests: string[] = [];
  const queries: AthenaQuery[] = [];
  const running = new Set<Promise<void>>();

  const find = (id: unknown): AthenaQuery => {
    const query = queries.find((each) => each.id === id);
    if (query === undefined) throw new Refusal("InvalidRequestException", `QueryExecution ${String(id)} was not found`);
    return query;
  };
  const start = (input: Readonly<Record<string, unknown>>): object => {
    const [statement, token] = [textAt(input, "QueryString"), textAt(input, "ClientRequestToken")];
    if (token.length < 32 || token.length > 128) throw new Refusal("InvalidRequestException", "ClientRequestToken: length must be 32 to 128");
    if (statement === "" || Buffer.byteLength(statement) > 262_144) throw new Refusal("InvalidRequestException", "QueryString: length must be 1 to 262144");
    if (input["WorkGroup"] !== workGroup) throw new Refusal("InvalidRequestException", `WorkGroup ${String(input["WorkGroup"])} is not found.`);
    const known = queries.find((each) => each.token === token);
    if (known !== undefined && known.statement !== statement) throw new Refusal("InvalidRequestException", "Idempotent parameters do not match");
    if (known !== undefined) return { QueryExecutionId: known.id };
    const id = createHash("sha256").update(`${queries.length}`).digest("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
    const query: AthenaQuery = { id, statement, token, workGroup, isDone: false, state: "QUEUED", result: undefined, end: {}, scannedBytes: 0, submittedMs: nowMs(), stopping: new AbortController(), queuedLooks, isEndless: false };
    const fault = fateOfQuery({ statement, token, count: queries.length });
    queries.push(query);
    const performing = performQuery(query, engine, fault).finally(() => running.delete(performing));
    running.add(performing);
    return { QueryExecutionId: id };
  };
  const stop = (input: Readonly<Record<string, unknown>>): object => {
    const query = find(input["QueryExecutionId"]);
    if (query.state === "QUEUED" || query.state === "RUNNING") {
      query.state = "CANCELLED";
      query.end = { StateChangeReason: "Query cancelled by user" };
      query.stopping.abort();
    }
    return {};
  };
  const page = (input: Readonly<Record<string, unknown>>): object => {
    const query = find(input["QueryExecutionId"]);
    if (query.state !== "SUCCEEDED" || query.result === undefined) throw new Refusal("InvalidRequestException", `Query has not yet finished. Current state: ${query.state}`);
    return resultPage(query.statement, query.result, input);
  };
  const operations: Readonly<Record<string, (input: Readonly<Record<string, unknown>>) => object>> = {
    StartQueryExecution: start,
    StopQueryExecution: stop,
    GetQueryResults: page,
    GetQueryExecution: (input) => ({ QueryExecution: described(find(input["QueryExecutionId"])) }),
    BatchGetQueryExecution: (input) => {
      const ids = input["QueryExecutionIds"];
      if (!Array.isArray(ids) || ids.length === 0 || ids.length > 50) throw new Refusal("InvalidRequestException", "QueryExecutionIds: size must be 1 to 50");
      const known = ids.filter((id) => queries.some((query) => query.id === id));
      const unknown = ids.filter((id) => !known.includes(id)).map((id: unknown) => ({ QueryExecutionId: id, ErrorCode: "INVALID_QUERY_EXECUTION_ID" }));
      return { QueryExecutions: known.map((id) => described(find(id))), UnprocessedQueryExecutionIds: unknown };
    },
    GetWorkGroup: (input) => {
      if (input["WorkGroup"] !== workGroup) throw new Refusal("InvalidRequestException", `WorkGroup ${String(input["WorkGroup"])} is not found.`);
      return { WorkGroup: { Name: workGroup, State: "ENABLED", Configuration: { EngineVersion: { EffectiveEngineVersion: "Athena engine version 3" } } } };
    },
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const operation = String(request.headers["x-amz-target"] ?? "").replace("AmazonAthena.", "");
    const input = JSON.parse(await textOf(request)) as Readonly<Record<string, unknown>>;
    const fault = fateOfRequest({ operation, input, count: requests.length });
    requests.push(operation);
    if (fault === "reset") return void request.socket.destroy();
    const answer = answerOf(fault, () => {
      const run = operations[operation];
      if (run === undefined) throw new Refusal("InvalidRequestException", `operation ${operation} is not known`);
      return fault === "unread" ? { QueryExecutions: [], UnprocessedQueryExecutionIds: [] } : run(input);
    });
    if (fault === "lost") return void request.socket.destroy();
    response.writeHead(answer.status, { "content-type": "application/x-amz-json-1.1", "content-length": Buffer.byteLength(answer.body) });
    if (fault !== "lost_late") return void response.end(answer.body);
    response.write(answer.body.slice(0, answer.body.length >> 1), () => request.socket.destroy());
  };
  const server = createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("server: expected a port, got none");
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    queries,
    done: (statement) => queries.filter((query) => query.statement === statement && query.isDone).length,
    close: async () => {
      for (const { stopping } of queries) stopping.abort();
      await Promise.all(running);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function textAt(input: Readonly<Record<string, unknown>>, name: string): string {
  const value = input[name];
  return typeof value === "string" ? value : "";
}

function answerOf(fault: AthenaRequestFault | undefined, run: () => object): { readonly status: number; readonly body: string } {
  try {
    const refused = fault === undefined ? undefined : made[fault];
    if (refused !== undefined) throw new Refusal(refused[0], "made up by the server", refused[1]);
    return { status: 200, body: JSON.stringify(run()) };
  } catch (cause) {
    const { type, message, status } = cause instanceof Refusal ? cause : new Refusal("InternalServerException", String(cause), 500);
    return { status, body: JSON.stringify({ __type: type, Message: message, message }) };
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
