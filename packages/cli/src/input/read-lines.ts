import type { CommandContext } from "../command-context.ts";
import { readTextFile } from "./read-text-file.ts";

/** The lines of a file, or of stdin for `-`, without line ends; an empty last line is no line. */
export async function readLines(context: CommandContext, path: string): Promise<readonly string[]> {
  const text = path === "-" ? await readStdin(context) : await readTextFile(context, path);
  const lines = text.split(/\r?\n/u);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

async function readStdin({ io }: CommandContext): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of io.stdin) text += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}
