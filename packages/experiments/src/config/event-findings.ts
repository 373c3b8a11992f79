import type { MetricEntry } from "../schemas/metric-schema.ts";
import { nearestWord } from "./nearest-word.ts";
import type { Finding } from "./yaml-file.ts";

/** Events of a metric that no collector accepts: such a metric is zero for everybody, which looks like a result. */
export function eventFindings({ event, denominator }: MetricEntry, known: readonly string[]): readonly Finding[] {
  return [
    ...(event === undefined || known.includes(event) ? [] : [unknownEvent(["event"], event, known)]),
    ...(denominator === undefined || known.includes(denominator.event) ? [] : [unknownEvent(["denominator", "event"], denominator.event, known)]),
  ];
}

function unknownEvent(path: Finding["path"], event: string, known: readonly string[]): Finding {
  const nearest = nearestWord(event, known);
  const own = "name it under events in metrics.yaml if your services define it";
  return { path, expected: "an event of the catalogue", got: `unknown event ${event}`, hint: nearest === undefined ? own : `did you mean ${nearest}? Else ${own}` };
}
