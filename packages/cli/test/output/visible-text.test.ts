import fc from "fast-check";
import { expect, test } from "vitest";
import { visibleCell, visibleText } from "../../src/output/visible-text.ts";
import { runCommand } from "../run-command.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const folder = temporaryFolder();

/** Characters that move, recolor or reorder what a terminal shows. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const hidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/u;
const evil = "\u001b]0;owned\u0007\u001b[2J\u009b31m\u202eb";

test("law: no text keeps a control character, all other text stays, and a JSON line keeps its value", () => {
  const text = fc.string({ unit: fc.oneof(fc.integer({ min: 0, max: 0x206f }).map((point) => String.fromCodePoint(point)), fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 })) });
  fc.assert(
    fc.property(text, (written) => {
      expect(visibleText(written)).not.toMatch(hidden);
      expect(visibleCell(written)).not.toMatch(/[\n\t]/u);
      expect(JSON.parse(visibleText(JSON.stringify(written)))).toBe(written);
      if (!hidden.test(written)) expect(visibleText(written)).toBe(written);
    }),
  );
});

test("example: an escape is written as its number", () => {
  expect(visibleText("a\u001b[2J\tb\u202e\n")).toBe("a\\u001b[2J\tb\\u202e\n");
  expect(visibleCell("a\n\tb")).toBe("a\\u000a\\u0009b");
});

test.each([
  ["analyze", ["analyze", "arms.csv", "--arm", "arm", "--control", "a", "--metric", "x=rate(x)"]],
  ["analyze, of an arm that is not there", ["analyze", "arms.csv", "--arm", "arm", "--control", "zzz", "--metric", "x=rate(x)"]],
  ["attribute", ["attribute", "touches.csv", "--identity", "who", "--time", "at", "--channel", "channel", "--conversion", "bought"]],
  ["explain", ["explain", "touches.csv", "--order", "3", "--identity", "who", "--time", "at", "--channel", "channel", "--conversion", "bought"]],
  ["srm", ["srm", `a=10`, `${evil}=20`]],
  ["an option", ["srm", `--${evil}`]],
] as const)("edge: what a file or an argument hides in a name reaches no terminal: %s", async (_, argv) => {
  folder.write("arms.csv", `arm,x\n${Array.from({ length: 40 }, (_row, n) => `${n % 2 === 0 ? "a" : evil},1`).join("\n")}\n`);
  folder.write("touches.csv", `who,at,channel,bought\nu,2026-01-01,"x\ny",0\nu,2026-01-02,${evil},0\nu,2026-01-03,Email,1\n`);
  const { stdout, stderr } = await runCommand(argv, { cwd: folder.path });
  expect(stdout + stderr).not.toMatch(hidden);
  expect(stdout + stderr).toContain("\\u001b");
});

test("edge: machine output says the same name", async () => {
  folder.write("arms.csv", `arm,x\na,1\n${evil},1\n`);
  const { stdout } = await runCommand(["analyze", "arms.csv", "--arm", "arm", "--control", "a", "--metric", "x=rate(x)", "--json"], { cwd: folder.path });
  expect((JSON.parse(stdout) as { arms: { arm: string }[] }).arms.map(({ arm }) => arm)).toEqual(["a", evil]);
});
