import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

interface Ran {
  readonly code: number;
  readonly said: string;
  readonly complained: string;
}

async function run(argv: readonly string[], { cwd, input }: { readonly cwd: string; readonly input: string }): Promise<Ran> {
  let said = "";
  let complained = "";
  const code = await main(argv, {
    cwd,
    isTTY: false,
    // As on a reader's machine, also where the tests run in CI: there `check` freezes the lock.
    env: {},
    stdin: chunks(input),
    stdout: { write: (text: string) => (said += text) },
    stderr: { write: (text: string) => (complained += text) },
  });
  return { code, said, complained };
}

const folders: string[] = [];
const emptyFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "liftproof-page-"));
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The demo with fewer people. It writes the same bytes wherever it runs, so the pages that begin with it get copies of one run. */
let played: Promise<Ran & { readonly out: string }> | undefined;

async function demoIn(folder: string): Promise<Ran> {
  played ??= (async () => {
    const cwd = emptyFolder();
    return { ...(await run(["demo", "--users", "300"], { cwd, input: "" })), out: join(cwd, "out") };
  })();
  const { out, ...ran } = await played;
  cpSync(out, join(folder, "out"), { recursive: true });
  return ran;
}

/** The commands of a page run in order in one empty folder, as a reader would type them. */
describe.each(pages().filter((page) => commandsOf(page).length > 0))("%s", (page) => {
  const lines = commandsOf(page);
  const folder = emptyFolder();
  for (const { file, text } of fencedBlocks(page)) if (file !== null) writeFileSync(join(folder, file), `${text}\n`);

  test.each(lines)("example: line $at: $command", async ({ command }) => {
    const { words, input, output } = shellLine(command);
    const { code, said, complained } = words[0] === "npm" ? await demoIn(folder) : await run(words.slice(2), { cwd: folder, input: input === null ? "" : readFileSync(join(folder, input), "utf8") });
    expect({ code, complained }).toEqual({ code: 0, complained: expect.not.stringMatching(/error|^note:/mu) });
    expect(said + complained).not.toBe("");
    if (output !== null) writeFileSync(join(folder, output), said);
  });
});

async function* chunks(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text);
}
