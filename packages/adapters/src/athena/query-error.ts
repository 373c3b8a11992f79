import { AdapterError } from "../adapter-error.ts";
import type { AthenaSnapshot } from "./athena-wire.ts";
import type { QueryFailure } from "./query-failure.ts";

/** The error of a query that did not succeed. Athena's words are the cause; only its code and the place in the statement go into the message, where no value of the data can be. */
export function queryError({ queryId, state, reason = "", errorType }: AthenaSnapshot, { code, advice }: QueryFailure): AdapterError {
  const word = /[A-Z][A-Z0-9]*_[A-Z0-9_]+/.exec(reason)?.[0];
  const place = /line \d+:\d+/.exec(reason)?.[0];
  const named = [word, errorType === undefined ? undefined : `type ${errorType}`, place].filter((part) => part !== undefined).join(", ");
  return new AdapterError(code, `query ${queryId}: expected it to succeed, got ${state}${named === "" ? "" : ` (${named})`}; ${advice}`, { cause: new RangeError(reason) });
}
