/** What is wrong with an id, if anything: an id a spreadsheet has rounded (3,69673E+15) names many people at once. */
export function identityFault(text: string | null): "missing_identity" | "damaged_id" | undefined {
  if (text === null || text.trim() === "") return "missing_identity";
  return /^\s*-?\d+(?:[.,]\d+)?e\+\d+\s*$/iu.test(text) ? "damaged_id" : undefined;
}
