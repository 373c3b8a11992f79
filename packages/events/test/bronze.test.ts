import { accept, bronzeLine, bronzeObjectKey, manifestKey, parseBronzeLine } from "@liftproof/events";
import { describe, expect, test } from "vitest";
import { context, event, outcomeOf, received } from "./contexts.ts";

const sha256Hex = "a".repeat(64);

describe("bronze", () => {
  test("edge: keys fall into the UTC hour of receipt", () => {
    const hour = Date.UTC(2026, 0, 31, 23) * 1000;
    expect(bronzeObjectKey({ receivedHourUs: hour, sha256Hex, gzip: true })).toBe(`raw/event_dt=2026-01-31/23/evt-${sha256Hex}.ndjson.gz`);
    expect(bronzeObjectKey({ receivedHourUs: hour + 3_599_999_999, sha256Hex, gzip: false })).toBe(`raw/event_dt=2026-01-31/23/evt-${sha256Hex}.ndjson`);
    expect(manifestKey({ receivedHourUs: hour + 3_600_000_000, sha256Hex })).toBe(`manifest/event_dt=2026-02-01/00/${sha256Hex}.json`);
    expect(() => manifestKey({ receivedHourUs: -1, sha256Hex })).toThrow("receivedHourUs");
    expect(() => bronzeObjectKey({ receivedHourUs: hour, sha256Hex: "A".repeat(64), gzip: true })).toThrow("sha256Hex");
  });

  test("edge: half a surrogate pair in a refused line leaves no escape that a reader would choke on", () => {
    const raw = "not JSON \ud83d \ud83d\ude00";
    const line = bronzeLine(accept(raw, context), { receivedAtUs: received, raw });
    expect(line).not.toMatch(/\\ud[89a-f]/);
    expect(parseBronzeLine(line)).toMatchObject({ raw: "not JSON \ufffd \ud83d\ude00" });
  });

  test("edge: a damaged line is no record", () => {
    const raw = JSON.stringify(event());
    const line = bronzeLine(outcomeOf(event()), { receivedAtUs: received, raw });
    expect(parseBronzeLine(line)).not.toBeNull();
    const broken = JSON.parse(line);
    for (const damaged of [line.slice(0, -1), "", "[]", "null", { ...broken, v: 2 }, { ...broken, raw: 1 }, { ...broken, row: undefined }, { ...broken, rejected: {} }, { ...broken, received_ts_us: 0.5 }, { ...broken, row: { ...broken.row, event_ts_us: "1" } }, { ...broken, row: { ...broken.row, payload: "x" } }, { ...broken, row: undefined, rejected: { code: "no", path: "", message: "" } }]) {
      expect(parseBronzeLine(typeof damaged === "string" ? damaged : JSON.stringify(damaged))).toBeNull();
    }
  });
});
