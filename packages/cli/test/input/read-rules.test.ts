import { attributionRules } from "@liftproof/attribution";
import { describe, expect, test } from "vitest";
import { CommandFault } from "../../src/command-fault.ts";
import { readRules } from "../../src/input/read-rules.ts";
import { expectedRules } from "../../src/input/expected-rules.ts";
import { processIo } from "../../src/process-io.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const folder = temporaryFolder();
const context = { io: { ...processIo(), cwd: folder.path }, finish: () => {} };
const read = (text: string): ReturnType<typeof readRules> => readRules(context, folder.write("rules.yaml", text));

/** A file with a value at a key of `expectedRules`, and nothing else that could be wrong. */
function fileWith(key: string, value: string): string {
  const [top = "", ...below] = key.split(".");
  const inner = below.reduceRight((text, step, at) => {
    if (step === "*") return `[${text}]`;
    const others: Readonly<Record<string, string>> = { within: "at_most: 3", at_most: "within: 10m", field: "op: present", op: "field: source, value: news", value: "field: source, op: contains", all: "channel: N", any: "channel: N" };
    return step === "value" && below[at + 1] === "*" ? `{ field: source, op: in, value: ${text} }` : `{ ${step}: ${text}${others[step] === undefined ? "" : `, ${others[step]}`} }`;
  }, value);
  return `# rules\n${top}: ${inner}\n`;
}

describe("rules.yaml", () => {
  test("law: every example of a message is accepted and makes rules that hold", async () => {
    for (const [key, { example }] of Object.entries(expectedRules)) {
      const rules = await read(fileWith(key, example));
      expect(() => attributionRules(rules), key).not.toThrow();
    }
  });

  test("law: whatever stands at a key in place of its value is refused by line and key, with what came and what to write", async () => {
    for (const [key, { expected, example }] of Object.entries(expectedRules)) {
      for (const [wrong, got] of [["{ strange: 1 }", "a record"], ["-1.5", "-1.5"], ["[[1]]", "a list of 1"]] as const) {
        const message = await read(fileWith(key, wrong)).then(() => "accepted", String);
        const place = key.replaceAll(".*", "[0]").replaceAll(/[[\].]/gu, "\\$&");
        expect(message, `${key}: ${wrong}`).toMatch(new RegExp(`^CommandFault: rules\\.yaml:2: ${place}[^ ]*: expected [^\n]+, got [^\n]+; [^\n]+$`, "u"));
        if (wrong === "-1.5" && message.includes(`${key.replaceAll(".*", "[0]")}: `)) expect(message).toContain(`: expected ${expected}, got ${got}; write `);
        if (wrong === "-1.5" && message.includes("; write ")) expect(message).toContain(example);
      }
    }
  });

  test.each([
    ["reset: true\nlookback: a week\n", 'rules.yaml:2: lookback: expected a duration like 7d, 36h or 30m, or none, got "a week"; write lookback: 7d'],
    ["lookback:\n", "rules.yaml:1: lookback: expected a duration like 7d, 36h or 30m, or none, got nothing; write lookback: 7d"],
    ["\nhalf_life: 0d\n", 'rules.yaml:2: half_life: expected a duration above zero, like 7d, 36h or 30m, got "0d"; write half_life: 7d'],
    ["position: [0, 0, 0]\n", "rules.yaml:1: position: expected three whole numbers from 0 to 1000000 (first, middle, last), not all zero, got [0, 0, 0]; write position: [40, 20, 40]"],
    ["position: [1, 2]\n", "rules.yaml:1: position: expected three whole numbers from 0 to 1000000 (first, middle, last), not all zero, got [1, 2]; write position: [40, 20, 40]"],
    ["position: [1, -2, 3]\n", "rules.yaml:1: position: expected three whole numbers from 0 to 1000000 (first, middle, last), not all zero, got [1, -2, 3]; write position: [40, 20, 40]"],
    ["fraud:\n  windows:\n    - within: 10m\n      at_most: 0\n", "rules.yaml:4: fraud.windows[0].at_most: expected a whole number of at least 1, got 0; write at_most: 3"],
    ["fraud: yes please\n", 'rules.yaml:1: fraud: expected true, false, or a record with mode, windows and allowed_devices, got "yes please"; write fraud: true'],
    ["fraud: { mod: burst }\n", 'rules.yaml:1: fraud.mod: expected one of mode, windows, allowed_devices, got the unknown key "mod"; did you mean mode?'],
    ["channels:\n  - channel: X\n    all:\n      - { field: source, op: matches, value: '[' }\n", 'rules.yaml:4: channels[0].all[0].value: expected text, for in a list of texts, for matches a regular expression, for present and absent nothing, got "["; write value: news'],
    ["channels:\n  - channel: X\n    all:\n      - { field: sauce, op: present }\n", 'rules.yaml:4: channels[0].all[0].field: expected source, medium, campaign, partner or referrerCode, got "sauce"; write field: source'],
    ["channels:\n  - channel: X\n    any:\n      - { field: source, op: equals, value: x }\n", 'rules.yaml:4: channels[0].any[0].op: expected in, contains, endsWith, matches, present or absent, got "equals"; write op: contains'],
    ["own_domains: shop.example\n", 'rules.yaml:1: own_domains: expected a list of domains, got "shop.example"; write own_domains: [shop.example]'],
    ["just text\n", 'rules.yaml:1: expected a record of rules, got "just text"; write lines like lookback: 7d'],
    ["- a\n- b\n", "rules.yaml:1: expected a record of rules, got [a, b]; write lines like lookback: 7d"],
  ])("example: %j", async (text, message) => {
    await expect(read(text)).rejects.toEqual(new CommandFault(message));
  });

  test.each([["reset: [\n", 2], ["reset: true\nreset: false\n", 2], ["a: *b\n", 1], ["a: 1\n---\nb: 2\n", 2]] as const)("edge: %j is no YAML to read", async (text, line) => {
    await expect(read(text)).rejects.toThrow(new RegExp(`^rules\\.yaml:${line}: expected YAML[^\n]*, got: [^\n]+; [^\n]+$`, "u"));
  });

  test("edge: an empty file changes nothing", async () => {
    expect(attributionRules(await read("# nothing yet\n"))).toEqual(attributionRules());
  });
});
