import { attributionRules } from "@liftproof/attribution";
import { describe, expect, test } from "vitest";
import { readReferral, readRules } from "../../src/input/read-rules.ts";
import { advisedValue } from "../../src/input/advised-value.ts";
import { expectedRules, valuesOfOps } from "../../src/input/expected-rules.ts";
import { rulesOfFile } from "../../src/input/rules-input.ts";
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
    if (top === "referral") {
      const award = step === "award_basis_points" || step === "cap_minor" ? "award_basis_points: 500" : "award_minor: 500";
      const rest = ["currency: EUR", award].filter((other) => !other.startsWith(`${step}:`));
      return `{ ${[`${step}: ${text}`, ...rest].join(", ")} }`;
    }
    const others: Readonly<Record<string, string>> = {
      within: "at_most: 3", at_most: "within: 10m", field: "op: present", op: "field: source, value: news", value: "field: source, op: contains", all: "channel: N", any: "channel: N", channel: "all: [{ field: source, op: present }]",
      events: "lookback: 1d", keys: "campaign: spring", from: "key: 7", to: "key: 7", kind: "source: s, medium: m", pattern: "medium: m",
      source: top === "click_ids" ? "kind: k, medium: m" : "pattern: p, medium: m", medium: top === "click_ids" ? "kind: k, source: s" : "pattern: p",
    };
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

  test("law: every rule has a key of the file, and every key is told of", async () => {
    const derived = ["channelRules", "channelRulesVersion"];
    expect(Object.keys(rulesOfFile)).toEqual(expect.arrayContaining(Object.keys(attributionRules()).filter((field) => !derived.includes(field))));
    const keys = Object.keys(expectedRules).filter((key) => !key.includes("."));
    const stated: string[] = [];
    for (const key of keys) stated.push(...Object.keys(await read(fileWith(key, expectedRules[key]?.example ?? ""))));
    expect(stated.sort()).toEqual(Object.keys(rulesOfFile).sort());
  });

  test("law: whatever stands at a key in place of its value is refused by line and key, with what came and what to write", async () => {
    for (const [key, rule] of Object.entries(expectedRules)) {
      const { expected, example } = key.endsWith(".value") ? (valuesOfOps["contains"] ?? rule) : rule;
      for (const [wrong, got] of [["{ strange: 1 }", "a record"], ["-1.5", "-1.5"], ["[[1]]", "a list of 1"]] as const) {
        const message = await read(fileWith(key, wrong)).then(() => "accepted", String);
        const place = key.replaceAll(".*", "[0]").replaceAll(/[[\].]/gu, "\\$&");
        expect(message, `${key}: ${wrong}`).toMatch(new RegExp(`^CommandFault: rules\\.yaml:2: ${place}[^ ]*: expected [^\n]+, got [^\n]+; [^\n]+$`, "u"));
        if (wrong === "-1.5" && message.includes(`${key.replaceAll(".*", "[0]")}: `)) expect(message).toContain(`: expected ${expected}, got ${got}; write `);
        if (wrong === "-1.5" && message.includes("; write ")) expect(message).toContain(example);
      }
    }
  });

  test("law: what is advised in place of a value is accepted there", async () => {
    for (const [key, rule] of Object.entries(expectedRules)) {
      for (const found of ["no", "Off", "7 days", 12, "0d", "utm_medium", "Report", "https://shop.example/x", "two words", "]", "2023"]) {
        await expect(read(fileWith(key, advisedValue(found, rule))), `${key}: ${found}`).resolves.toBeDefined();
      }
    }
  });

  test.each([
    ["conversion_is_touch: no\n", 'rules.yaml:1: conversion_is_touch: expected true or false, got "no"; write conversion_is_touch: false'],
    ["fraud: off\n", 'rules.yaml:1: fraud: expected true, false, or a record with mode, windows and allowed_devices, got "off"; write fraud: false'],
    ["proof_mode: Report\n", 'rules.yaml:1: proof_mode: expected off, report or enforce, got "Report"; write proof_mode: report'],
    ["lookback: 30 days\n", 'rules.yaml:1: lookback: expected a duration like 7d, 36h or 30m, or none, got "30 days"; write lookback: 30d'],
    ["fraud: { windows: [{ within: 15, at_most: 3 }] }\n", "rules.yaml:1: fraud.windows[0].within: expected a duration like 7d, 36h or 30m, got 15; write within: 15m"],
    ["channel_edition: 2023\n", 'rules.yaml:1: channel_edition: expected 2023-11 or 2026-05, got 2023; write channel_edition: "2023-11"'],
    ["own_domains: [https://shop.example/]\n", 'rules.yaml:1: own_domains[0]: expected a domain, without https:// and without a path, got "https://shop.example/"; write - shop.example'],
    ["coupon_sources: groupon\n", 'rules.yaml:1: coupon_sources: expected a list of sources, got "groupon"; write coupon_sources: [groupon]'],
    ["referral: { currency: EUR, award: 5 }\n", /; did you mean award_minor\?$/u],
    ["channels: [{ channel: N, all: [{ field: utm_medium, op: present }] }]\n", 'rules.yaml:1: channels[0].all[0].field: expected source, medium, campaign, partner or referrerCode, got "utm_medium"; write field: medium'],
    ["channels: [{ channel: N, all: [{ field: source, op: in, value: a }] }]\n", 'rules.yaml:1: channels[0].all[0].value: expected a list of at least one text, got "a"; write value: [a]'],
    ["channels: [{ channel: N, all: [{ field: source, op: present, value: a }] }]\n", 'rules.yaml:1: channels[0].all[0].value: expected no value beside op: present, got "a"; take it out'],
    ["reset: true\nlookback: a week\n", 'rules.yaml:2: lookback: expected a duration like 7d, 36h or 30m, or none, got "a week"; write lookback: 7d'],
    ["lookback:\n", "rules.yaml:1: lookback: expected a duration like 7d, 36h or 30m, or none, got nothing; write lookback: 7d"],
    ["\nhalf_life: 0d\n", 'rules.yaml:2: half_life: expected a duration above zero, like 7d, 36h or 30m, got "0d"; write half_life: 7d'],
    ["position: [0, 0, 0]\n", "rules.yaml:1: position: expected three whole numbers from 0 to 1000000 (first, middle, last), not all zero, got [0, 0, 0]; write position: [40, 20, 40]"],
    ["position: [1, 2]\n", "rules.yaml:1: position: expected three whole numbers from 0 to 1000000 (first, middle, last), not all zero, got [1, 2]; write position: [40, 20, 40]"],
    ["position: [1, -2, 3]\n", "rules.yaml:1: position: expected three whole numbers from 0 to 1000000 (first, middle, last), not all zero, got [1, -2, 3]; write position: [40, 20, 40]"],
    ["fraud:\n  windows:\n    - within: 10m\n      at_most: 0\n", "rules.yaml:4: fraud.windows[0].at_most: expected a whole number of at least 1, got 0; write at_most: 3"],
    ["fraud: yes please\n", 'rules.yaml:1: fraud: expected true, false, or a record with mode, windows and allowed_devices, got "yes please"; write fraud: true'],
    ["fraud: { mod: burst }\n", 'rules.yaml:1: fraud.mod: expected one of mode, windows, allowed_devices, got the unknown key "mod"; did you mean mode?'],
    ["channels:\n  - channel: X\n    all:\n      - { field: source, op: matches, value: '[' }\n", 'rules.yaml:4: channels[0].all[0].value: expected a regular expression, got "["; write value: \'^news\''],
    ["channels:\n  - channel: X\n    all:\n      - { field: source, op: matches, value: '^(?=a)' }\n", 'rules.yaml:4: channels[0].all[0].value: expected a regular expression without look-around, names and flags: behind (? only : may stand, got "^(?=a)"; write value: \'^news\''],
    ["channels:\n  - channel: X\n    any:\n      - { field: source, op: matches, value: '^(a+)+$' }\n", 'rules.yaml:4: channels[0].any[0].value: expected a regular expression in which no repeat stands around another repeat or a choice, which can take forever, got "^(a+)+$"; write value: \'^news\''],
    ["referrers:\n  - medium: m\n    pattern: '(a)\\1'\n", `rules.yaml:3: referrers[0].pattern: expected a regular expression without backreferences, got "(a)\\\\1"; write pattern: '(^|\\.)news\\.example$'`],
    ["channels:\n  - channel: X\n", "rules.yaml:2: channels[0]: expected a rule with channel, and all or any, got a record; write - { channel: Newsletter, all: [{ field: source, op: in, value: [newsletter] }] }"],
    ["channels:\n  - channel: X\n    all: []\n", "rules.yaml:3: channels[0].all: expected a list of at least one condition, got []; write all: [{ field: source, op: in, value: [newsletter] }]"],
    ["channels:\n  - channel: X\n    all:\n      - { field: sauce, op: present }\n", 'rules.yaml:4: channels[0].all[0].field: expected source, medium, campaign, partner or referrerCode, got "sauce"; write field: source'],
    ["channels:\n  - channel: X\n    any:\n      - { field: source, op: equals, value: x }\n", 'rules.yaml:4: channels[0].any[0].op: expected in, contains, endsWith, matches, present or absent, got "equals"; write op: contains'],
    ["own_domains: shop.example\n", 'rules.yaml:1: own_domains: expected a list of domains, got "shop.example"; write own_domains: [shop.example]'],
    ["proof_mode: strict\n", 'rules.yaml:1: proof_mode: expected off, report or enforce, got "strict"; write proof_mode: enforce'],
    ["require_proof:\n  - campaign: spring\n    partner: acme\n", "rules.yaml:2: require_proof[0]: expected an entry with campaign or partner, not both, and keys if only some may prove it, got a record; write - { campaign: spring_sale }"],
    ["require_proof: [{ campain: spring }]\n", 'rules.yaml:1: require_proof[0].campain: expected one of campaign, partner, keys, got the unknown key "campain"; did you mean campaign?'],
    ["require_proof: [{ campaign: spring, keys: [256] }]\n", 'rules.yaml:1: require_proof[0].keys[0]: expected the id of a key, from 0 to 255, got 256; write - "7"'],
    ["distrust:\n  - key: 7\n    from: 2026-03-01\n", 'rules.yaml:3: distrust[0].from: expected an instant in ISO 8601 with its zone, got "2026-03-01"; write from: 2026-03-01T00:00:00Z'],
    ["distrust:\n  - key: 7\n    from: 2026-03-02T00:00:00Z\n    to: 2026-03-01T00:00:00Z\n", 'rules.yaml:2: distrust[0]: expected an entry with key, and from and to if it is for a while, to not before from, got a record; write - { key: "7", from: 2026-03-01T00:00:00Z, to: 2026-03-08T00:00:00Z }'],
    ["proof_modes: off\n", /^CommandFault: rules\.yaml:1: proof_modes: expected one of [^\n]+, got the unknown key "proof_modes"; did you mean proof_mode\?$/u],
    ["just text\n", 'rules.yaml:1: expected a record of rules, got "just text"; write lines like lookback: 7d'],
    ["- a\n- b\n", "rules.yaml:1: expected a record of rules, got [a, b]; write lines like lookback: 7d"],
  ])("example: %j", async (text, message) => {
    const said = await read(text).then(() => "accepted", String);
    if (typeof message === "string") expect(said).toBe(`CommandFault: ${message}`);
    else expect(said).toMatch(message);
  });

  test("example: what proof does, in rules", async () => {
    const rules = await read(`proof_mode: report
require_proof:
  - { campaign: Spring, keys: [7, "8"] }
  - { partner: acme }
distrust:
  - { key: 7, from: 2026-03-01T00:00:00Z, to: 2026-03-01T01:00:00+01:00 }
  - { key: "8" }
`);
    const march = Date.UTC(2026, 2, 1) * 1000;
    expect(rules).toEqual({
      proofMode: "report",
      requireProof: [{ campaign: "Spring", keyIds: ["7", "8"] }, { partner: "acme" }],
      distrust: [{ keyId: "7", fromUs: march, toUs: march }, { keyId: "8", fromUs: null, toUs: null }],
    });
  });

  test("example: a referral program is read beside the rules of attribution", async () => {
    expect(await read("referral: { currency: EUR, award_minor: 500 }\n")).toEqual({});
    const program = readReferral(context, folder.write("referral.yaml", "referral: { currency: EUR, award_basis_points: 500, cap_minor: 2000, hold: 14d, proven_only: false }\n"));
    expect(await program).toEqual({ currency: "EUR", award: { kind: "share", basisPoints: 500, capMinor: 2000 }, holdUs: 14 * 86_400_000_000, provenOnly: false });
    expect(await readReferral(context, folder.write("none.yaml", "lookback: 7d\n"))).toBeUndefined();
    await expect(read("\nreferral: { currency: EUR, award_minor: 5.00 }\n")).rejects.toThrow("rules.yaml:2: expected a whole number in digits alone, got 5.00; amounts are in minor units, so 5.00 EUR is 500");
    await expect(read("referral: { currency: EUR, award_minor: 500, cap_minor: 5 }\n")).rejects.toThrow("rules.yaml:1: referral: expected a referral program with currency and award_minor, or award_basis_points and cap_minor if there is a cap, got a record; write referral: { currency: EUR, award_minor: 500 }");
  });

  test("example: own click ids and referrers stand in front of the usual ones, and one kind has one meaning", async () => {
    const { clickIds = [], referrers = [] } = await read("click_ids: [{ kind: GCLID, source: g, medium: shopping }]\nreferrers: [{ pattern: '^news\\.example$', medium: press }]\nchannel_edition: 2023-11\n");
    expect(clickIds.filter(({ kind }) => kind.toLowerCase() === "gclid")).toEqual([{ kind: "GCLID", source: "g", medium: "shopping" }]);
    expect(clickIds).toHaveLength(attributionRules().clickIds.length);
    expect(referrers).toEqual([{ pattern: "^news\\.example$", source: null, medium: "press" }, ...attributionRules({ channelEdition: "2023-11" }).referrers]);
  });

  test.each([["reset: [\n", 2], ["reset: true\nreset: false\n", 2], ["a: *b\n", 1], ["a: 1\n---\nb: 2\n", 2]] as const)("edge: %j is no YAML to read", async (text, line) => {
    await expect(read(text)).rejects.toThrow(new RegExp(`^rules\\.yaml:${line}: expected YAML[^\n]*, got: [^\n]+; [^\n]+$`, "u"));
  });

  test("edge: an empty file changes nothing", async () => {
    expect(attributionRules(await read("# nothing yet\n"))).toEqual(attributionRules());
  });
});
