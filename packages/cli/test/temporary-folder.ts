import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** A folder for the tests of one file, removed after them. */
export interface TemporaryFolder {
  readonly path: string;
  /** Writes a file and gives its name. */
  readonly write: (name: string, content: string | Uint8Array) => string;
}

/** Makes a folder and sees to its removal. */
export function temporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), "liftproof-cli-test-"));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return {
    path,
    write: (name, content) => {
      writeFileSync(join(path, name), content);
      return name;
    },
  };
}
