import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileDecisionLog, fileKillList } from "@liftproof/adapters/files";
import { killListLaws } from "@liftproof/testkit";
import { describe, expect, test } from "vitest";

async function folder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "liftproof-kills-"));
}

describe("kills in a file", () => {
  const laws = killListLaws(async () => {
    const root = await folder();
    return { open: () => Promise.resolve(fileKillList(join(root, "deep/kills.json"))), destroy: () => rm(root, { recursive: true }) };
  });
  test.each(laws.map((law) => [law.title, law] as const))("%s", async (_, law) => {
    await law.check();
  });
});

test("edge: a decision log keeps every line, and one that was torn spoils no other", async () => {
  const root = await folder();
  const path = join(root, "log/kills.decisions.jsonl");
  const record = { by: "person", expId: "cta", phase: 1, atUs: 5, action: "kill", evidence: [], reason: "line\nbreak" } as const;
  await fileDecisionLog(path).append(record);
  await writeFile(path, '{"by":"guard","exp', { flag: "a" });
  await fileDecisionLog(path).append({ ...record, phase: 2 });
  const lines = (await readFile(path, "utf8")).split("\n");
  expect([lines.length, lines[1], lines[3]]).toEqual([4, '{"by":"guard","exp', ""]);
  expect([lines[0], lines[2]].map((line) => JSON.parse(line ?? ""))).toEqual([record, { ...record, phase: 2 }]);
  await rm(root, { recursive: true });
});
