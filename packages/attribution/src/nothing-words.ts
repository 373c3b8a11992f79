/** Words with which tools write "nothing", in small letters of ASCII. */
export const nothingWords: readonly string[] = ["", "(direct)", "direct", "$direct", "(none)", "none", "(not set)"];
