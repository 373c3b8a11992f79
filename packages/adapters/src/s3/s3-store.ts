import type { S3Pace } from "./s3-patience.ts";
import type { S3Wire } from "./s3-wire.ts";
import type { S3Worm } from "./s3-worm.ts";

/** A bronze store in a bucket, as `openS3Store` gives it. Opaque: pass it to the functions of this entry. */
export interface S3Store {
  readonly bucket: string;
  /** With a slash at its end, or empty. */
  readonly prefix: string;
  readonly worm: S3Worm | false;
  /** Larger objects are sent in parts of this size. */
  readonly partBytes: number;
  readonly pace: S3Pace;
  readonly signal: AbortSignal;
  readonly wire: S3Wire;
  /** Closes its connections. */
  close(): void;
}

/** The place of a relative key, for messages. */
export function placeOf({ bucket, prefix }: Pick<S3Store, "bucket" | "prefix">, key: string): string {
  return `s3://${bucket}/${prefix}${key}`;
}
