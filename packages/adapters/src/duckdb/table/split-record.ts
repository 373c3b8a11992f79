/** The first record of delimited text, and whether the text ended inside a quoted field. */
export interface SplitRecord {
  readonly fields: readonly string[];
  readonly unfinished: boolean;
}

/**
 * The fields of the first record: quotes, doubled quotes, and line ends within quotes as in RFC 4180.
 *
 * @param text - Text from the beginning of a file, without its byte order mark.
 */
export function splitRecord(text: string, delimiter: string): SplitRecord {
  const fields: string[] = [];
  let field = "";
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (quoted) {
      if (character !== '"') field += character;
      else if (text[index + 1] === '"') {
        field += '"';
        index++;
      } else quoted = false;
    } else if (character === '"' && field === "") quoted = true;
    else if (character === delimiter) {
      fields.push(field);
      field = "";
    } else if (character === "\n" || character === "\r") break;
    else field += character;
  }
  fields.push(field);
  return { fields, unfinished: quoted };
}
