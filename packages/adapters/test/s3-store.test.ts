import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AdapterError, openS3Store } from "@liftproof/adapters/s3";
import type { S3StoreOptions } from "@liftproof/adapters/s3";
import { attempt } from "../src/s3/attempt.ts";
import { checkedPrefix } from "../src/s3/checked-prefix.ts";
import { textContent } from "../src/s3/s3-content.ts";
import { s3Error } from "../src/s3/s3-error.ts";
import { isRepeatable, s3Fault } from "../src/s3/s3-fault.ts";
import { jitteredWaitMs, s3Pace } from "../src/s3/s3-patience.ts";
import { checkedWorm, retentionAt } from "../src/s3/s3-worm.ts";

const answer = (name: string, status: number): Error => Object.assign(new Error("words of the store"), { name, $metadata: { httpStatusCode: status } });
const where = "s3://bucket/key";

describe("S3 store", () => {
  test("edge: every choice that decides what is kept, and where, is checked before anything is asked", async () => {
    const options: S3StoreOptions = { bucket: "bronze", bucketOwner: false, worm: false, region: "eu-central-1" };
    const refused: readonly (readonly [Partial<S3StoreOptions>, string])[] = [
      [{ bucket: "Bronze_1" }, "bucket: expected"],
      [{ bucketOwner: "12" }, "bucketOwner: expected an account of 12 digits or false"],
      [{ worm: { mode: "COMPLIANCE", days: 0 } }, "worm.days: expected a whole number from 1 to 36500, got 0"],
      [{ partBytes: 1024 }, "partBytes: expected"],
      [{ prefix: "/a" }, "prefix: expected"],
      [{ patience: { attempts: 0 } }, "patience.attempts: expected a whole number of at least 1, got 0"],
    ];
    for (const [change, words] of refused) await expect(openS3Store({ ...options, ...change })).rejects.toThrow(words);
    expect(() => checkedWorm({ mode: "NONE" as "COMPLIANCE", days: 1 })).toThrow("worm.mode: expected GOVERNANCE, COMPLIANCE, or worm: false, got NONE");
  });

  test("law: a prefix ends in one slash or is empty, and hides nothing from query engines", () => {
    expect(checkedPrefix("")).toBe("");
    expect(checkedPrefix("lake/env=prod/bronze")).toBe("lake/env=prod/bronze/");
    for (const bad of ["a/", "/a", "a//b", "a/../b", "_hidden", "a/.b", "a b", "ä", "a".repeat(513)]) expect(() => checkedPrefix(bad), bad).toThrow(RangeError);
  });

  test("edge: retention runs from the store's instant", () => {
    expect(retentionAt(false, 0)).toBeUndefined();
    expect(retentionAt({ mode: "COMPLIANCE", days: 2 }, Date.UTC(2026, 0, 1))).toEqual({ mode: "COMPLIANCE", until: new Date("2026-01-03T00:00:00.000Z") });
  });

  test("edge: a text is content that can be read again, in any pieces", async () => {
    const content = textContent("manifest/x.json", "{\"é\":1}\n");
    expect(content).toMatchObject({ bytes: 9, contentType: "application/json" });
    expect(Buffer.concat([await content.read(0, 4), await content.read(4, 100)]).toString("utf8")).toBe("{\"é\":1}\n");
  });

  test("budget: importing the entry loads no SDK, and one file names it", async () => {
    const { metafile } = await build({
      entryPoints: [fileURLToPath(new URL("../src/s3.ts", import.meta.url))],
      bundle: true,
      platform: "node",
      format: "esm",
      write: false,
      metafile: true,
      conditions: ["@liftproof/source"],
      external: ["@aws-sdk/*"],
    });
    const imports = Object.entries(metafile.inputs).flatMap(([path, input]) => input.imports.filter((each) => each.path.startsWith("@aws-sdk/")).map(({ kind }) => [path.replace(/^.*\/src\//, ""), kind]));
    expect(imports).toEqual([["s3/sdk-wire.ts", "dynamic-import"]]);
  });
});

describe("what a store answers", () => {
  test("edge: each failure has a code and a word of advice", () => {
    const cases: readonly (readonly [unknown, string, boolean])[] = [
      [answer("NoSuchBucket", 404), "not_found", false],
      [answer("AccessDenied", 403), "denied", false],
      [answer("ExpiredToken", 400), "denied", false],
      [answer("SlowDown", 503), "throttled", true],
      [answer("TooManyRequestsLikely", 429), "throttled", true],
      [answer("RequestTimeTooSkewed", 403), "clock_skew", true],
      [answer("InternalError", 500), "unreachable", true],
      [Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }), "unreachable", true],
      [answer("BadDigest", 400), "unreachable", true],
      [answer("InvalidRequest", 400), "failed", false],
    ];
    for (const [cause, code, retryable] of cases) expect(s3Error("write", where, cause), String(cause)).toMatchObject({ name: "AdapterError", code, retryable });
    expect(s3Error("write", where, answer("NoSuchBucket", 404)).message).toBe(
      "write s3://bucket/key: expected the store to do it, got NoSuchBucket (404); make the bucket, or name the right one; what was acknowledged is safe in the spool",
    );
    expect(s3Error("write", where, answer("AccessDenied", 403)).message).not.toContain("words of the store");
  });

  test("edge: an answer without a known code is read by its status, none at all as no answer", () => {
    expect([403, 404, 409, 412, 429, 500, 502, 503, 400].map((status) => s3Fault(answer("UnknownError", status)))).toEqual([
      "denied", "absent", "conflict", "taken", "throttled", "unreachable", "unreachable", "throttled", "refused",
    ]);
    expect(s3Fault("anything")).toBe("unreachable");
    // A body of success that is an error is one of the server's.
    expect(isRepeatable(s3Fault(answer("UnknownError", 200)))).toBe(true);
  });

  test("law: waits are drawn from a bound that doubles up to its cap, and attempts end", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 9 }), fc.double({ min: 0, max: 0.999, noNaN: true }), async (attempts, drawn) => {
        const waits: number[] = [];
        const wait = (ms: number): Promise<void> => Promise.resolve(void waits.push(ms));
        const pace = s3Pace({ attempts, baseMs: 100, capMs: 700 }, { random: () => drawn, wait });
        let made = 0;
        const failing = attempt({ step: "write", where, pace, signal: new AbortController().signal, settles: ["taken"], make: () => Promise.reject(++made > 0 ? answer("SlowDown", 503) : new Error()) });
        await expect(failing).rejects.toMatchObject({ code: "throttled" });
        expect(made).toBe(attempts);
        expect(waits).toEqual(Array.from({ length: attempts - 1 }, (_, at) => Math.floor(drawn * Math.min(700, 100 * 2 ** at))));
      }),
      { numRuns: 50 },
    );
    expect(jitteredWaitMs(60, { baseMs: 200, capMs: 20_000, random: () => 0.5 })).toBe(10_000);
  });

  test("edge: an answer the caller settles ends the attempts at once, one nobody can change as well", async () => {
    const pace = s3Pace({}, { wait: () => Promise.reject(new Error("must not wait")) });
    const signal = new AbortController().signal;
    const request = { step: "write", where, pace, signal };
    expect(await attempt({ ...request, settles: ["taken"], make: () => Promise.reject(answer("PreconditionFailed", 412)) })).toEqual({ fault: "taken" });
    expect(await attempt({ ...request, settles: ["taken"], make: () => Promise.resolve(5) })).toEqual({ fault: null, value: 5 });
    await expect(attempt({ ...request, settles: [], make: () => Promise.reject(answer("AccessDenied", 403)) })).rejects.toBeInstanceOf(AdapterError);
    await expect(attempt({ ...request, signal: AbortSignal.abort("stop"), settles: [], make: () => Promise.resolve(5) })).rejects.toMatchObject({ code: "interrupted", cause: "stop" });
  });
});
