/** What a store is asked for one object that must not be there yet. */
export interface S3Upload {
  /** Key in the bucket. */
  readonly key: string;
  /** SHA-256 of the bytes sent, base64. Of the digests of the parts, with `-<parts>`, for an object sent in parts. */
  readonly checksum: string;
  readonly contentType: string;
  /** Until when nobody may delete the version; absent without WORM. */
  readonly retention?: S3Retention;
}

/** How long, and how strictly, a version is kept. */
export interface S3Retention {
  readonly mode: "GOVERNANCE" | "COMPLIANCE";
  readonly until: Date;
}

/** One part of an object in parts, as the store has it. */
export interface S3Part {
  /** From 1. */
  readonly number: number;
  readonly etag: string;
  readonly checksum: string;
}

/** What a store says of the newest version of a key. */
export interface S3Head {
  readonly versionId: string | undefined;
  /** As in {@link S3Upload}; absent where a store keeps none, or another one. */
  readonly checksum: string | undefined;
  readonly bytes: number;
  /** Whether a retention that still runs is on it, as far as the caller may know. */
  readonly lockedUntil: Date | undefined;
}

/** One attempt at each request this adapter makes, without retries; rejects with the client's own errors. */
export interface S3Wire {
  /** Writes an object whose key is free. Gives the checksum the store computed, where it says so. */
  put(upload: S3Upload, body: Uint8Array, signal: AbortSignal): Promise<string | undefined>;
  head(key: string, signal: AbortSignal): Promise<S3Head>;
  /** The content, piece by piece. */
  get(key: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
  /** One page of keys; `next` is where the page after it begins. */
  list(prefix: string, after: string | undefined, signal: AbortSignal): Promise<{ readonly keys: readonly S3Key[]; readonly next: string | undefined }>;
  startParts(upload: Omit<S3Upload, "checksum">, signal: AbortSignal): Promise<string>;
  putPart(part: { readonly key: string; readonly uploadId: string; readonly number: number; readonly checksum: string }, body: Uint8Array, signal: AbortSignal): Promise<S3Part>;
  /** Makes one object of the parts, if its key is free. */
  finishParts(upload: Pick<S3Upload, "key">, whole: { readonly uploadId: string; readonly parts: readonly S3Part[] }, signal: AbortSignal): Promise<string | undefined>;
  abandonParts(key: string, uploadId: string, signal: AbortSignal): Promise<void>;
  /** Sets the retention of one version, or of the newest. */
  retain(version: { readonly key: string; readonly versionId: string | undefined }, retention: S3Retention, signal: AbortSignal): Promise<void>;
  /** What the store's clock is ahead of ours, in milliseconds, as far as answers have shown. */
  clockOffsetMs(): number;
  close(): void;
}

/** A key under a prefix. */
export interface S3Key {
  readonly key: string;
  readonly bytes: number;
}
