import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unitIdFault } from "@liftproof/assignment";

describe("unit id", () => {
  test("edge: exactly 512 bytes is an id, one more is not, whatever the script", () => {
    for (const [unit, bytes] of [["x", 1], ["é", 2], ["中", 3], ["😀", 4]] as const) {
      const fitting = unit.repeat(Math.floor(512 / bytes)) + "x".repeat(512 % bytes);
      expect(unitIdFault(fitting)).toBeUndefined();
      expect(unitIdFault(`${fitting}x`)).toBe("too_long");
    }
  });

  test("edge: what is no id, and why", () => {
    for (const value of [7, undefined, null, true, {}, [], Symbol("a"), 7n]) expect(unitIdFault(value)).toBe("not_text");
    expect(unitIdFault("")).toBe("empty");
    expect(unitIdFault("undefined")).toBe("text_undefined");
    expect(unitIdFault("a\u001fb")).toBe("separator");
    expect(unitIdFault("a\ud83d")).toBe("unpaired_surrogate");
    expect(unitIdFault("\ude00a")).toBe("unpaired_surrogate");
    expect(unitIdFault("\ud83d\ud83d\ude00")).toBe("unpaired_surrogate");
    expect(unitIdFault("undefined ")).toBeUndefined();
  });

  test("law: a text is an id exactly when its UTF-8 form says so", () => {
    const text = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 300 }).map((units) => String.fromCharCode(...units));
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: "binary", maxLength: 300 })), (value) => {
        const wellFormed = Buffer.from(value, "utf8").toString("utf8") === value;
        const fits = value !== "" && value !== "undefined" && wellFormed && !value.includes("\u001f") && Buffer.byteLength(value) <= 512;
        expect(unitIdFault(value) === undefined).toBe(fits);
      }),
    );
  });
});
