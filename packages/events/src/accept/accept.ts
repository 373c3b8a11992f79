import type { AcceptOutcome } from "../accept-outcome.ts";
import { standardCatalogue } from "../catalogue/standard-catalogue.ts";
import type { Rejection } from "../rejection.ts";
import type { AcceptContext } from "./accept-context.ts";
import { acceptLimits } from "./accept-limits.ts";
import { checkEvent } from "./check-event.ts";
import { kindOf, reject } from "./reject.ts";
import { silverRowOf } from "./silver-row-of.ts";
import { textFault } from "./text-fault.ts";

const surrogate = /[\ud800-\udfff]/;

/**
 * One line of NDJSON, judged: a silver row, or why there is none. The only parser of events in the whole system.
 *
 * A function of its arguments that never throws on a line, whatever the line. The row keeps the line as it came.
 *
 * @throws RangeError when `receivedAtUs` is no instant from 1970 on.
 */
export function accept(line: string, context: AcceptContext): AcceptOutcome {
  const { receivedAtUs } = context;
  if (!Number.isSafeInteger(receivedAtUs) || receivedAtUs < 0) {
    throw new RangeError(`receivedAtUs: expected whole epoch microseconds from 0 on, got ${receivedAtUs}`);
  }
  if (line.length > acceptLimits.lineLength) {
    return rejected(reject("", { code: "line_too_long", expected: `at most ${acceptLimits.lineLength} characters`, got: `${line.length}` }));
  }
  const parsed = parsedLine(line);
  if (parsed === undefined) return rejected(reject("", { code: "not_json", expected: "one JSON object", got: "text that is no JSON" }));
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    return rejected(reject("", { code: "not_an_object", expected: "one JSON object", got: kindOf(parsed) }));
  }
  // Ill-formed text can only come from a \u escape or from a surrogate in the line itself.
  const suspect = line.includes("\\u") || surrogate.test(line);
  const fault = suspect ? textFault(parsed, "", 1) : null;
  if (fault !== null) return rejected(fault);
  const checked = checkEvent(parsed as Readonly<Record<string, unknown>>, context.catalogue ?? standardCatalogue);
  if ("code" in checked) return rejected(checked);
  return { kind: "accepted", row: silverRowOf(checked, line, context) };
}

function rejected(rejection: Rejection): AcceptOutcome {
  return { kind: "rejected", rejection };
}

/** The value of a JSON text; undefined, which no JSON text means, when it is none. */
function parsedLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
