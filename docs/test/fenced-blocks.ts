import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const repositoryRoot: string = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** One fenced block of a page, with the line of its opening fence so that a failure can be found. */
export interface FencedBlock {
  readonly page: string;
  readonly line: number;
  readonly language: string;
  /** The file a reader is asked to make of it, named behind the language; null for most. */
  readonly file: string | null;
  readonly text: string;
}

/** Every page people read: the documents, the README files and the guides for contributors. */
export function pages(): string[] {
  const documents = readdirSync(join(repositoryRoot, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => join("docs", file));
  const readmes = ["packages", "examples"].flatMap((top) =>
    readdirSync(join(repositoryRoot, top), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith("README.md") && !file.includes("node_modules"))
      .map((file) => join(top, file)),
  );
  return ["README.md", "CONTRIBUTING.md", ...documents, ...readmes].sort();
}

export function fencedBlocks(page: string): FencedBlock[] {
  const blocks: FencedBlock[] = [];
  let open: { line: number; language: string; file: string | null; lines: string[] } | undefined;
  for (const [index, line] of readFileSync(join(repositoryRoot, page), "utf8").split("\n").entries()) {
    const fence = /^```(\w*) ?(\S+)?/.exec(line);
    if (fence !== null && open === undefined) open = { line: index + 1, language: fence[1] ?? "", file: fence[2] ?? null, lines: [] };
    else if (line.startsWith("```") && open !== undefined) {
      blocks.push({ page: relative(".", page), line: open.line, language: open.language, file: open.file, text: open.lines.join("\n") });
      open = undefined;
    } else open?.lines.push(line);
  }
  return blocks;
}
