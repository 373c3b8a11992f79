/** The value of a call, or undefined when it throws: storage, cookies and history may refuse anything at any time. */
export function attempt<Value>(call: () => Value): Value | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}
