/** A code such as `unknown_key` or `too-few-units` as words. */
export function plainWords(code: string): string {
  return code.replace(/[_-]+/g, " ").trim();
}
