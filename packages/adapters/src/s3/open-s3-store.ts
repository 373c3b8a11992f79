import { checkedPrefix } from "./checked-prefix.ts";
import type { S3Connection } from "./s3-connection.ts";
import { s3Pace } from "./s3-patience.ts";
import type { S3Patience, S3World } from "./s3-patience.ts";
import type { S3Store } from "./s3-store.ts";
import { checkedWorm } from "./s3-worm.ts";
import type { S3Worm } from "./s3-worm.ts";
import { sdkWire } from "./sdk-wire.ts";

/** The least S3 takes for any part but the last. */
const leastPartBytes = 5 * 1024 * 1024;

/** Which bucket, whose, how strictly it keeps, and how it is reached. */
export interface S3StoreOptions extends S3Connection {
  readonly bucket: string;
  /** Where in the bucket `raw/` and `manifest/` are; no slash at either end. Default: at its top. */
  readonly prefix?: string;
  /** Account that owns the bucket, 12 digits: a bucket name is global, and a lost one may be somebody else's. `false` for stores without accounts. */
  readonly bucketOwner: string | false;
  /** A choice, not a default: what is locked can be erased by nobody before its time, what is not by anybody with the keys. */
  readonly worm: S3Worm | false;
  /** Objects larger than this are sent in parts of this size. Default 16 MiB, at least 5 MiB. */
  readonly partBytes?: number;
  readonly patience?: S3Patience;
  readonly world?: S3World;
  /** Ends what is under way, and whatever is begun after; what is in a spool stays there. */
  readonly signal?: AbortSignal;
}

/**
 * Opens a bronze store in a bucket. Asks the store nothing yet.
 *
 * @throws AdapterError `missing_dependency` when the AWS SDK is not installed.
 * @throws RangeError when an option is out of its range.
 */
export async function openS3Store(options: S3StoreOptions): Promise<S3Store> {
  const { bucket, prefix = "", bucketOwner, worm, partBytes = 16 * 1024 * 1024, patience = {}, world = {}, signal = new AbortController().signal, ...connection } = options;
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) throw new RangeError("bucket: expected the name of a bucket (3 to 63 of a-z, 0-9, dot and hyphen), got other text");
  if (bucketOwner !== false && !/^\d{12}$/.test(bucketOwner)) throw new RangeError("bucketOwner: expected an account of 12 digits or false, got other text");
  if (!Number.isSafeInteger(partBytes) || partBytes < leastPartBytes) throw new RangeError(`partBytes: expected a whole number of at least ${leastPartBytes}, got ${partBytes}`);
  const pace = s3Pace(patience, world);
  const checked = { bucket, prefix: checkedPrefix(prefix), worm: checkedWorm(worm), partBytes };
  const wire = await sdkWire({ connection, bucket, bucketOwner: bucketOwner === false ? undefined : bucketOwner, nowMs: pace.nowMs });
  return { ...checked, pace, signal, wire, close: () => wire.close() };
}
