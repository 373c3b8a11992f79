/** Long repeats in one choice: the time grows with the text to the power of their number. */
const MOST_UNLIMITED = 3;
/** Optional parts and short counts in one choice: each may double the ways to try. */
const MOST_OPTIONAL = 10;
/** A count above this is as good as none. */
const FEW_TIMES = 10;
/** RE2 takes no greater count. */
const MOST_TIMES = 1000;

/** One sign, escape, set of signs, bracket or repeat at a time; a pattern that ECMAScript reads is all of these. */
const parts = /\\([^])|\[((?:\\[^]|[^\]\\])*)\]|\((\?.?)?|[)|]|([*+?]|\{(\d+)(,?)(\d*)\})\??|[^]/g;
const sharedEscape = /^[dDwWsSbBtnrfv^$\\.*+?()[\]{}|/-]$/;

/** A group that is open: whether it holds a choice or a repeat. */
interface Group {
  varies: boolean;
}

/**
 * What a pattern of the rules should have been, or `null` for one that is fine: it means the same to ECMAScript and RE2,
 * and no text makes it take forever.
 *
 * Refused are look-around, names, flags, backreferences, and a repeat around another repeat or a choice, for which
 * ECMAScript may try every way to divide a text.
 */
export function patternFault(pattern: string): string | null {
  if (!isExpression(pattern)) return "a regular expression";
  const open: Group[] = [{ varies: false }];
  let last: Group = { varies: false };
  let unlimited = 0;
  let optional = 0;
  for (const [part, escaped, set, opening, repeat, least, comma, most] of pattern.matchAll(parts)) {
    const inside = open.at(-1) ?? { varies: false };
    if (repeat !== undefined) {
      const times = Math.max(Number(least ?? 0), Number(most ?? 0));
      const isUnlimited = repeat.startsWith("*") || repeat.startsWith("+") || (comma === "," && (most === "" || times > FEW_TIMES));
      if (times > MOST_TIMES) return `a regular expression with repeats of at most ${MOST_TIMES} times`;
      if (!repeat.startsWith("?") && last.varies) return "a regular expression in which no repeat stands around another repeat or a choice, which can take forever";
      if (isUnlimited) unlimited += 1;
      else if (comma !== "") optional += 1;
      if (unlimited > MOST_UNLIMITED) return `a regular expression with at most ${MOST_UNLIMITED} long repeats`;
      if (optional > MOST_OPTIONAL) return `a regular expression with at most ${MOST_OPTIONAL} optional parts`;
      inside.varies = true;
      continue;
    }
    last = { varies: false };
    if (escaped !== undefined) {
      const fault = escapeFault(escaped);
      if (fault !== null) return fault;
    } else if (set !== undefined) {
      const fault = setFault(set);
      if (fault !== null) return fault;
    } else if (part.startsWith("(")) {
      if (opening !== undefined && opening !== "?:") return "a regular expression without look-around, names and flags: behind (? only : may stand";
      open.push({ varies: false });
    } else if (part === ")") {
      last = open.pop() ?? last;
      if (last.varies) (open.at(-1) ?? last).varies = true;
    } else if (part === "|") {
      inside.varies = true;
      if (open.length === 1) [unlimited, optional] = [0, 0];
    }
  }
  return null;
}

function isExpression(pattern: string): boolean {
  try {
    return pattern !== "" && new RegExp(pattern, "u").source !== "";
  } catch {
    return false;
  }
}

function escapeFault(escaped: string): string | null {
  if (/[\dk]/.test(escaped)) return "a regular expression without backreferences";
  return sharedEscape.test(escaped) ? null : "a regular expression with escapes that RE2 shares: \\d, \\w, \\s, \\b, their capitals, \\t, \\n, \\r, \\f, \\v, and signs";
}

function setFault(set: string): string | null {
  if (set === "" || set === "^") return "a regular expression without an empty set";
  for (const [, escaped] of set.matchAll(/\\([^])/g)) {
    const fault = escapeFault(escaped ?? "");
    if (fault !== null) return fault;
  }
  // Capitals are folded, which must not move one end of a range alone.
  const ranges = set.replace(/\\[^]/g, "#").matchAll(/([^])-([^])/g);
  return [...ranges].some(([, from = "", to = ""]) => /[A-Z]/.test(from) !== /[A-Z]/.test(to)) ? "a regular expression with both ends of a range in one case" : null;
}
