/** A code such as `unknown_key` or `too-few-units` as words; what is already a sentence stays as it is. */
export function plainWords(code: string): string {
  return /^[\w-]+$/.test(code) ? code.replace(/[_-]+/g, " ").trim() : code;
}
