import { bronzeLine } from "@liftproof/events";
import type { AcceptContext, AcceptOutcome } from "@liftproof/events";
import { botLabel } from "../bot-label.ts";
import { cookieValue } from "../cookie-value.ts";
import type { CookieScope } from "../enrolment-cookies.ts";
import type { FetchHandler, RequestContext } from "../fetch-handler.ts";
import { tokenOf } from "../token-cookies.ts";
import { answer } from "./answer.ts";
import { crossOrigin, preflightHeaders } from "./cross-origin.ts";
import { eventTexts } from "./event-texts.ts";
import { judgeEvent } from "./judge-event.ts";
import type { EventOrigin } from "./judge-event.ts";
import { keepEntries } from "./keep-entries.ts";
import { latestKills } from "./latest-kills.ts";
import type { KilledSource } from "./latest-kills.ts";
import { rateCap } from "./rate-cap.ts";
import type { RateLimits } from "./rate-cap.ts";
import { readBody } from "./read-body.ts";
import type { BodyLimits } from "./read-body.ts";
import { serverEvents } from "./server-events.ts";

/** How a collector judges and what it takes. */
export interface CollectorOptions
  extends Pick<AcceptContext, "verify" | "catalogue" | "ownHosts">, Partial<CookieScope>, Partial<BodyLimits>, Partial<RateLimits> {
  /** Origins whose pages may send and read answers, such as `https://shop.example`; the collector's own needs no entry. */
  readonly origins?: readonly string[];
  /** 1,000 when absent. */
  readonly maxEvents?: number;
  /** Which experiments are off, for pages to read in the answer: `async () => killedExperiments(await list.read(), experiments)`. */
  readonly killed?: KilledSource;
  /**
   * Whether a request is one of the shop's own services, as `sharedSecret` tells. It may send every event, has no rate and its
   * cookies are not read. Nobody is when absent.
   */
  readonly trusts?: (request: Request) => boolean | Promise<boolean>;
  /** Events that are refused from everybody else; `serverEvents` when absent. */
  readonly refusedFromPages?: ReadonlySet<string>;
}

/** Reading a megabyte takes as long as answering many small requests. */
const BYTES_OF_A_REQUEST = 65_536;
const noNames: ReadonlySet<string> = /* @__PURE__ */ new Set<string>();

/**
 * `POST /v1/events`: takes events as a JSON array, one JSON object or NDJSON, of any content type, also in gzip. Each event has its
 * own verdict; refused ones are kept with their reason.
 *
 * 202 means that the sink has every line, with `{"accepted": n, "rejected": [{position, code, path, message}]}` in the order of the
 * body. Every other answer means that nothing was taken: 429 (rate, or a full spool) and 503 (the sink failed) say when to come back;
 * 400, 403, 405, 413 and 415 say what to change. The verdict on a click token is in none of them.
 */
export function createCollector(options: CollectorOptions): FetchHandler {
  const { secure = true, maxEvents = 1_000, maxBodyBytes = 1 << 20, maxInflatedBytes = 1 << 22, perSecond = 50, burst = 200, maxClients = 10_000 } = options;
  const { trusts = () => false, refusedFromPages = serverEvents } = options;
  const origins = new Set(options.origins);
  const rate = rateCap({ perSecond, burst, maxClients });
  const kills = options.killed === undefined ? undefined : latestKills(options.killed);

  const originOf = (request: Request, isTrusted: boolean): EventOrigin =>
    isTrusted
      ? { anonId: undefined, clickToken: undefined, botLabel: null, refused: noNames }
      : { anonId: cookieValue(request, "lp_id"), clickToken: tokenOf(request, { secure }), botLabel: botLabel(request.headers.get("user-agent")), refused: refusedFromPages };

  const take = async (request: Request, context: RequestContext): Promise<Response> => {
    const isTrusted = await trusts(request);
    const waitSeconds = isTrusted ? 0 : rate.take(context.clientAddress, context.nowUs);
    if (waitSeconds > 0) return answer(429, { error: "requests: expected fewer from this client, got more; wait" }, waitSeconds);
    const bytes = await readBody(request, { maxBodyBytes, maxInflatedBytes });
    if ("status" in bytes) return answer(bytes.status, { error: bytes.message });
    if (!isTrusted) rate.charge(context.clientAddress, Math.floor(bytes.byteLength / BYTES_OF_A_REQUEST));
    const texts = eventTexts(bytes, maxEvents);
    if ("status" in texts) return answer(texts.status, { error: texts.message });

    const receivedAtUs = context.nowUs;
    const origin = originOf(request, isTrusted);
    const outcomes = texts.map((event) => judgeEvent(event, origin, { ...options, receivedAtUs }));
    const entries = outcomes.map((outcome, at) => ({ receivedAtUs, line: bronzeLine(outcome, { receivedAtUs, raw: texts[at]?.text ?? "" }) }));
    const refusal = await keepEntries(entries, context);
    if (refusal !== null) return refusal;
    return answer(202, { ...verdictsOf(outcomes), ...(kills === undefined ? {} : { kill: await kills(context) }) });
  };

  return async (request, context) => {
    const { isAllowed, headers } = crossOrigin(request, origins);
    const response = await respond(request, isAllowed, () => take(request, context));
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    return response;
  };
}

async function respond(request: Request, isAllowed: boolean, take: () => Promise<Response>): Promise<Response> {
  if (!isAllowed) return answer(403, { error: "origin: expected one of this collector's list, got another" });
  if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: preflightHeaders });
  if (request.method === "POST") return take();
  const refused = answer(405, { error: "method: expected POST, got another" });
  refused.headers.set("allow", "POST, OPTIONS");
  return refused;
}

function verdictsOf(outcomes: readonly AcceptOutcome[]): object {
  const rejected = outcomes.flatMap((outcome, position) => (outcome.kind === "rejected" ? [{ position, ...outcome.rejection }] : []));
  return { accepted: outcomes.length - rejected.length, rejected };
}
