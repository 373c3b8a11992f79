import { readCapped } from "./read-capped.ts";

/** How large a body may be. */
export interface BodyLimits {
  /** As it comes over the wire. */
  readonly maxBodyBytes: number;
  /** Once inflated; what a small body blows itself up to is not even read to its end. */
  readonly maxInflatedBytes: number;
}

/** Why a request is refused as a whole: nothing of it was taken. */
export interface Refusal {
  readonly status: 400 | 413 | 415;
  readonly message: string;
}

/** The bytes of a body, inflated where it says gzip, or why it is refused. */
export async function readBody(request: Request, { maxBodyBytes, maxInflatedBytes }: BodyLimits): Promise<Uint8Array | Refusal> {
  const encoding = (request.headers.get("content-encoding") ?? "identity").trim().toLowerCase();
  if (encoding !== "identity" && encoding !== "gzip") return { status: 415, message: "content-encoding: expected gzip or none, got another one" };
  const tooLarge: Refusal = { status: 413, message: `body: expected at most ${maxBodyBytes} bytes, got more; send fewer events at a time` };
  if (Number(request.headers.get("content-length") ?? 0) > maxBodyBytes) return tooLarge;
  if (request.body === null) return new Uint8Array();
  try {
    const raw = await readCapped(request.body, maxBodyBytes);
    if (raw === undefined) return tooLarge;
    if (encoding === "identity") return raw;
    const inflated = await readCapped(new Blob([raw]).stream().pipeThrough(new DecompressionStream("gzip")), maxInflatedBytes);
    return inflated ?? { status: 413, message: `body: expected at most ${maxInflatedBytes} bytes once inflated, got more` };
  } catch {
    return { status: 400, message: encoding === "gzip" ? "body: expected a whole gzip stream, got other bytes" : "body: expected all of it, got a part" };
  }
}
