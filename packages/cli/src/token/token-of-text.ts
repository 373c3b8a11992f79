import { CommandFault } from "../command-fault.ts";

/** The parameter of a link that holds its token. */
const PARAMETER = "ct";

/**
 * The token that a text is, or that a link carries as `ct`.
 *
 * @throws CommandFault when the text is empty or a link without a token.
 */
export function tokenOfText(text: string): string {
  const trimmed = text.trim();
  if (trimmed === "") throw new CommandFault("token: expected a token, or a link with one as ct, got nothing");
  if (!trimmed.includes("://")) return text;
  const token = URL.canParse(trimmed) ? (new URL(trimmed).searchParams.get(PARAMETER) ?? "") : "";
  if (token === "") throw new CommandFault(`token: expected a token, or a link with one as ${PARAMETER}, got a link without it`);
  return token;
}
