import type { Rejection } from "@liftproof/events";
import { arrayElements } from "./array-elements.ts";
import type { Refusal } from "./read-body.ts";

/** One event of a body as it was sent, and why it is refused before anybody reads it. */
export interface EventText {
  readonly text: string;
  readonly fault: Rejection | null;
}

const lineFeed = 0x0a;
const notUtf8: Rejection = { code: "bad_text", path: "", message: "line: expected UTF-8, got bytes that are none" };

/**
 * The events of a body: the elements of a JSON array, one JSON object however many lines it takes, else the lines that are not
 * blank. The content type is not asked, for pages send text to be spared a preflight.
 *
 * A line that is no UTF-8 is refused alone, with its bad bytes replaced in what is kept of it.
 */
export function eventTexts(bytes: Uint8Array, maxEvents: number): readonly EventText[] | Refusal {
  const texts = textsOf(bytes, maxEvents);
  return "status" in texts || texts.length <= maxEvents ? texts : tooMany(maxEvents);
}

function tooMany(maxEvents: number): Refusal {
  return { status: 413, message: `body: expected at most ${maxEvents} events, and as many blank lines, got more; send fewer at a time` };
}

function textsOf(bytes: Uint8Array, maxEvents: number): readonly EventText[] | Refusal {
  const whole = decoded(bytes);
  if (/^\s*\[/.test(whole.text)) {
    const elements = whole.fault === null ? arrayElements(whole.text, maxEvents) : null;
    return elements?.map((text) => ({ text: text.trim(), fault: null })) ?? { status: 400, message: "body: expected a whole JSON array in UTF-8, got a broken one" };
  }
  const found: EventText[] = [];
  let lines = 0;
  for (let from = 0; from < bytes.length && found.length <= maxEvents; lines += 1) {
    if (lines > 2 * maxEvents) return tooMany(maxEvents);
    const feed = bytes.indexOf(lineFeed, from);
    const end = feed < 0 ? bytes.length : feed;
    const line = decoded(bytes.subarray(from, end));
    if (line.text.trim() !== "") found.push(line);
    from = end + 1;
  }
  return found.length > 1 && isObject(whole.text) ? [whole] : found;
}

function decoded(bytes: Uint8Array): EventText {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), fault: null };
  } catch {
    return { text: new TextDecoder().decode(bytes), fault: notUtf8 };
  }
}

/** An object written over several lines; no two objects on two lines are one. */
function isObject(text: string): boolean {
  if (!/^\s*\{\s*\n/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
