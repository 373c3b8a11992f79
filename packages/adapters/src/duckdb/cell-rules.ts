/** Signs of a cell that holds nothing: the white space of ASCII. All of them sort before "!". */
export const blankSigns = " \t\n\v\f\r";

/** Words that a flag may be, in small letters and without spaces around. */
export const flagWords: { readonly yes: readonly string[]; readonly no: readonly string[] } = {
  yes: ["1", "true", "t", "yes"],
  no: ["0", "false", "f", "no"],
};

/**
 * What a spreadsheet makes of a long id, as in 3,69673E+15, as a regular expression for the whole cell that means the same in RE2 and
 * ECMAScript. Many ids share one such text, so it names nobody.
 */
export const damagedIdPattern = "[ \\t\\n\\v\\f\\r]*-?[0-9]+([.,][0-9]+)?[eE]\\+[0-9]+[ \\t\\n\\v\\f\\r]*";
