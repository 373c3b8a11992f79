/** One line of a fenced `sh` block: the words of a command and where its input and output go. */
export interface ShellLine {
  readonly words: readonly string[];
  readonly input: string | null;
  readonly output: string | null;
}

/** Understands what the pages use and nothing more: words, single and double quotes, `<`, `>` and a trailing comment. */
export function shellLine(line: string): ShellLine {
  const tokens = [...line.matchAll(/'([^']*)'|"([^"]*)"|(\s#.*$)|([<>])|([^\s'"<>]+)/g)];
  const words: string[] = [];
  let input: string | null = null;
  let output: string | null = null;
  let redirect: string | undefined;
  for (const [, single, double, comment, arrow, bare] of tokens) {
    if (comment !== undefined) break;
    const word = single ?? double ?? bare;
    if (arrow !== undefined) redirect = arrow;
    else if (redirect === "<") [input, redirect] = [word ?? "", undefined];
    else if (redirect === ">") [output, redirect] = [word ?? "", undefined];
    else if (word !== undefined) words.push(word);
  }
  return { words, input, output };
}
