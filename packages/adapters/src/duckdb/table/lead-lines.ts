/** Lines that stand before the header, and the text from the header on. */
export interface LeadLines {
  readonly count: number;
  readonly rest: string;
}

/**
 * Parts the header of delimited text from what may stand before it: empty lines, and the line `sep=;` by which
 * spreadsheets tell each other the delimiter.
 *
 * @param head - The beginning of a file, without its byte order mark.
 */
export function leadLines(head: string): LeadLines {
  const [lead = ""] = /^(?:[ \t]*(?:"?sep=[^\r\n]"?[ \t]*)?(?:\r\n|\n|\r))*/iu.exec(head) ?? [];
  return { count: lead.split(/\r\n|\n|\r/u).length - 1, rest: head.slice(lead.length) };
}
