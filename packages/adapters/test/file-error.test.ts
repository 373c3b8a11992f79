import { describe, expect, test } from "vitest";
import { fileError } from "../src/files/file-error.ts";

const failing = (code: string): Error => Object.assign(new Error(`${code}: it failed`), { code });

describe("file errors", () => {
  test("edge: what the file system says becomes a code and a word of advice", () => {
    expect(fileError("write", "/lake/x", failing("ENOSPC"))).toMatchObject({ code: "disk_full", retryable: true });
    expect(fileError("write", "/lake/x", failing("EACCES"))).toMatchObject({ code: "denied", retryable: false });
    expect(fileError("write", "/lake/x", failing("EROFS")).message).toContain("mount it writable");
    expect(fileError("write", "/lake/x", failing("EWEIRD"))).toMatchObject({ code: "failed" });
    expect(fileError("write", "/lake/x", failing("ENOSPC")).message).toBe(
      "write /lake/x: expected the file system to allow it, got ENOSPC; free space on this disk and repeat the call; what was acknowledged is safe in the spool",
    );
  });
});
