import type { WireFault } from "./wire-fault.ts";

/** An answer made up in the place of the store's. */
export interface FaultAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const answers: Readonly<Partial<Record<WireFault, readonly [status: number, code: string]>>> = {
  throttle: [503, "SlowDown"],
  conflict: [409, "ConditionalRequestConflict"],
  skew: [403, "RequestTimeTooSkewed"],
  error_after: [500, "InternalError"],
};

/** The answer of a fault that has one, as S3 words it; without a date, so that no client sets its clock by it. */
export function faultAnswer(fault: WireFault): FaultAnswer | undefined {
  const answer = answers[fault];
  if (answer === undefined) return undefined;
  const [status, code] = answer;
  return {
    status,
    headers: { "content-type": "application/xml" },
    body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>made up by a proxy</Message></Error>`,
  };
}
