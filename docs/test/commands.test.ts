import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "liftproof";
import { afterAll, describe, expect, test } from "vitest";
import { fencedBlocks, pages } from "./fenced-blocks.ts";
import { shellLine } from "./shell-line.ts";

const commandsOf = (page: string): { readonly command: string; readonly at: number }[] =>
  fencedBlocks(page)
    .filter(({ language }) => language === "sh")
    .flatMap(({ line, text }) => text.split("\n").map((command, index) => ({ command: command.trim(), at: line + index + 1 })))
    .filter(({ command }) => /^(npx liftproof|npm run demo)\b/.test(command));

/** The commands of a page run in order in one empty folder, as a reader would type them. The demo runs with fewer people. */
describe.each(pages().filter((page) => commandsOf(page).length > 0))("%s", (page) => {
  const lines = commandsOf(page);
  const folder = mkdtempSync(join(tmpdir(), "liftproof-page-"));
  for (const { file, text } of fencedBlocks(page)) if (file !== null) writeFileSync(join(folder, file), `${text}\n`);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(lines)("example: line $at: $command", async ({ command }) => {
    const { words, input, output } = shellLine(command);
    const argv = words[0] === "npm" ? ["demo", "--users", "300"] : words.slice(2);
    let said = "";
    let complained = "";
    const code = await main(argv, {
      cwd: folder,
      isTTY: false,
      stdin: chunks(input === null ? "" : readFileSync(join(folder, input), "utf8")),
      stdout: { write: (text: string) => (said += text) },
      stderr: { write: (text: string) => (complained += text) },
    });
    expect({ code, complained }).toEqual({ code: 0, complained: expect.not.stringMatching(/error|^note:/mu) });
    expect(said + complained).not.toBe("");
    if (output !== null) writeFileSync(join(folder, output), said);
  });
});

async function* chunks(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text);
}
