/** Why a text may not be a claim, or null when it may: claims are printed, compared and joined, so control characters stay out. */
export function unsafeClaimText(text: string): string | null {
  if (text === "") return "got an empty one";
  if (/\p{Cc}/u.test(text)) return "got a control character";
  if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text)) return "got a lone surrogate";
  return null;
}
