import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";

/** Where each law of attribution is tested: the file, and the beginning of the title. */
const laws: readonly (readonly [law: string, file: string, title: string])[] = [
  ["1. facts are a function of the rows received up to the watermark: neither order of arrival", "attribute-orders", "law: facts depend on the rows alone"],
  ["1. nor duplicates, nor rows after the watermark", "attribute-orders", "law: rows received after the watermark change nothing"],
  ["1. nor the schedule of runs", "streaming/attribute-stream", "law: every order is told once, with the fact of all rows received"],
  ["1. nor what a stream has forgotten", "streaming/forgotten-rows", "law: forgetting changes no fact"],
  ["2. one more touch wins or changes no winner", "attribute-orders", "law: one more touch wins or changes no winner"],
  ["3. rejections only grow, in excess mode only later ones", "fraud/fraud-rejections", "law: one more touch only adds rejections"],
  ["4. a direct visit changes no other winner", "attribute-orders", "law: a direct visit changes no winner that is not direct"],
  ["5. an older touch of no higher tier changes nothing", "attribute-orders", "law: an older touch without a click of its own"],
  ["6. evidence never removes proof", "attribute-orders", "law: evidence never removes proof"],
  ["6. what proof moved is told against a run without it", "attribute-orders", "law: without proof an order stands where a run with proof turned off puts it"],
  ["6. nor by the fraud filter", "fraud/fraud-rejections", "law: evidence never rejects proof"],
  ["8. one row per order", "attribute-orders", "law: exactly one row per order"],
  ["8. credits add up to the order", "credit-orders", "law: "],
  ["8. no award goes negative or over", "referral/advance-referral-ledger", "law: "],
  ["9. every execution gives the same facts: the plain reference", "attribute-orders", "law: the sweep gives what every order gives when it looks at every row"],
];

/** Law 7, that no forged token is verified, is kept by the package of tokens; law 9 for SQL by the adapters. */
describe("the laws of attribution", () => {
  for (const [law, file, title] of laws) {
    test(`law: ${law}`, () => {
      const path = resolve(import.meta.dirname, `${file}.test.ts`);
      expect(existsSync(path)).toBe(true);
      expect(readFileSync(path, "utf8")).toContain(`test("${title}`);
    });
  }
});
