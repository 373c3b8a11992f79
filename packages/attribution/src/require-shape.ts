/** Words that a rule may have, by its name. */
const words: Readonly<Record<string, readonly string[]>> = {
  proofMode: ["off", "report", "enforce"],
  channelEdition: ["2023-11", "2026-05"],
};
const flags: readonly string[] = ["conversionIsTouch", "checkoutGuard", "resetAtOrder"];
const textLists: readonly string[] = ["couponSources", "ignoredEventPrefixes", "ownDomains", "excludedReferrers"];
const recordLists: readonly string[] = ["requireProof", "distrust", "clickIds", "referrers", "customChannelRules"];
const fraudModes: readonly string[] = ["burst", "excess"];

/**
 * Asks of rules what their types promise, for whoever has no types: a rule with a slip would be no rule, in silence.
 *
 * @param names - Every rule there is.
 * @throws RangeError naming the rule, what was expected and what came.
 */
export function requireShape(input: object, names: readonly string[]): void {
  for (const [name, value] of Object.entries(input)) {
    if (!names.includes(name)) throw new RangeError(`${name}: expected one of ${names.join(", ")}, got an unknown rule`);
    if (value === undefined) continue;
    const allowed = Object.hasOwn(words, name) ? words[name] : undefined;
    if (allowed !== undefined) requireThat(allowed.some((word) => word === value), name, { expected: allowed.join(", "), got: value });
    if (flags.includes(name)) requireThat(typeof value === "boolean", name, { expected: "true or false", got: value });
    if (textLists.includes(name)) requireTexts(name, value);
    if (recordLists.includes(name)) requireThat(Array.isArray(value) && value.every(isRecord), name, { expected: "a list of records", got: value });
    if (name === "positionWeights") requireThat(Array.isArray(value), name, { expected: "a list of three weights", got: value });
    if (name === "fraud" || name === "viewThrough") requireThat(value === null || isRecord(value), name, { expected: "a record or null", got: value });
    if (name === "fraud" && isRecord(value)) requireFraud(value);
    if (name === "viewThrough" && isRecord(value)) requireTexts("viewThrough.eventNames", value["eventNames"]);
  }
}

function requireFraud({ mode, windows, allowedDevices }: Readonly<Record<string, unknown>>): void {
  requireThat(fraudModes.some((one) => one === mode), "fraud.mode", { expected: fraudModes.join(" or "), got: mode });
  requireThat(Array.isArray(windows) && windows.every(isRecord), "fraud.windows", { expected: "a list of windows", got: windows });
  requireTexts("fraud.allowedDevices", allowedDevices);
}

function requireTexts(name: string, value: unknown): void {
  requireThat(Array.isArray(value) && value.every((text) => typeof text === "string"), name, { expected: "a list of texts", got: value });
}

function requireThat(holds: boolean, name: string, { expected, got }: { readonly expected: string; readonly got: unknown }): void {
  if (!holds) throw new RangeError(`${name}: expected ${expected}, got ${typeof got === "string" ? JSON.stringify(got) : typeof got === "object" && got !== null ? "another shape" : String(got)}`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
