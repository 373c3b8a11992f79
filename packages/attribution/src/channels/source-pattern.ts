import { escapePattern } from "./escape-pattern.ts";
import { hostPattern } from "./host-pattern.ts";
import type { SourceCategory, SourceList } from "./source-table.ts";
import { sourceTable } from "./source-table.ts";

/** Front doors of a brand. Other subdomains (mail, docs, accounts) are other sites that share its name. */
const brandPrefix = "(([a-z]{2}|www|m|l|r|lm|web|mobile|search|images|image|news|[a-z]{1,2}\\.search|[a-z]{2}\\.m)\\.)?";
const anyTopLevel = "(\\.[a-z]{2,3}(\\.[a-z]{2})?)";

/**
 * The regular expression of one category of {@link sourceTable}, over a case-folded source label or host.
 *
 * It is made of the subset that ECMAScript and RE2 share, because SQL matches the very same text.
 */
export function sourcePattern(category: SourceCategory, lists: readonly ("hosts" | "labels")[] = ["hosts", "labels"]): string {
  const list: SourceList = sourceTable[category];
  const brands = list.brands.map(escapePattern).join("|");
  const whole: string[] = [];
  const labels = [...list.brands, ...list.names];
  if (lists.includes("hosts") && list.brands.length > 0) whole.push(`${brandPrefix}(${brands})${anyTopLevel}`);
  if (lists.includes("labels") && labels.length > 0) whole.push(`(${labels.map(escapePattern).join("|")})`);
  const patterns = whole.length > 0 ? [`^(${whole.join("|")})$`] : [];
  if (lists.includes("hosts")) patterns.push(hostPattern(list.hosts));
  return patterns.join("|");
}
