import { attempt } from "./attempt.ts";

/** The value of a JSON text; undefined when it is none. What lies in storage or in the page may be anything. */
export function parsed<Value>(text: string | null | undefined): Value | undefined {
  return attempt(() => JSON.parse(text as string) as Value);
}
