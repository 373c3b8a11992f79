import type * as Sdk from "@aws-sdk/client-s3";
import { AdapterError } from "../adapter-error.ts";
import type { S3Connection } from "./s3-connection.ts";
import type { S3Retention, S3Wire } from "./s3-wire.ts";

/** Whose requests these are, and against which clock. */
export interface SdkWireOptions {
  readonly connection: S3Connection;
  readonly bucket: string;
  /** Account the bucket must belong to. */
  readonly bucketOwner: string | undefined;
  readonly nowMs: () => number;
}

/**
 * The AWS SDK behind the narrow port that the rest of this adapter uses; the only file that knows it.
 *
 * The SDK's own retries are off: it repeats neither a 409 nor tells whether a 412 follows a write of its own, so one place retries.
 *
 * @throws AdapterError `missing_dependency` when the SDK is not installed.
 */
export async function sdkWire({ connection, bucket, bucketOwner, nowMs }: SdkWireOptions): Promise<S3Wire> {
  const sdk = await loadSdk();
  const { region, endpoint, forcePathStyle = false, credentials } = connection;
  const client = new sdk.S3Client({
    region,
    forcePathStyle,
    maxAttempts: 1,
    // Checksums are ours, so that stores that know no CRC32 trailers work as well.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    systemClockOffset: nowMs() - Date.now(),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
  });
  const startOffsetMs = client.config.systemClockOffset;
  const to = { Bucket: bucket, ...(bucketOwner === undefined ? {} : { ExpectedBucketOwner: bucketOwner }) };
  return {
    put: async ({ key, checksum, contentType, retention }, body, abortSignal) => {
      const command = new sdk.PutObjectCommand({ ...to, Key: key, Body: body, ContentLength: body.length, ContentType: contentType, IfNoneMatch: "*", ChecksumSHA256: checksum, ...lockOf(retention) });
      return (await client.send(command, { abortSignal })).ChecksumSHA256;
    },
    head: async (key, abortSignal) => {
      const found = await client.send(new sdk.HeadObjectCommand({ ...to, Key: key, ChecksumMode: "ENABLED" }), { abortSignal });
      return { versionId: found.VersionId, checksum: found.ChecksumSHA256, bytes: found.ContentLength ?? 0, lockedUntil: found.ObjectLockRetainUntilDate };
    },
    get: async (key, abortSignal) => {
      const { Body } = await client.send(new sdk.GetObjectCommand({ ...to, Key: key }), { abortSignal });
      // On Node the body is a readable stream, always.
      return Body as unknown as AsyncIterable<Uint8Array>;
    },
    list: async (prefix, after, abortSignal) => {
      const page = await client.send(new sdk.ListObjectsV2Command({ ...to, Prefix: prefix, ContinuationToken: after }), { abortSignal });
      const keys = (page.Contents ?? []).map(({ Key = "", Size = 0 }) => ({ key: Key, bytes: Size }));
      return { keys, next: page.IsTruncated === true ? page.NextContinuationToken : undefined };
    },
    startParts: async ({ key, contentType, retention }, abortSignal) => {
      const command = new sdk.CreateMultipartUploadCommand({ ...to, Key: key, ContentType: contentType, ChecksumAlgorithm: "SHA256", ...lockOf(retention) });
      return (await client.send(command, { abortSignal })).UploadId ?? "";
    },
    putPart: async ({ key, uploadId, number, checksum }, body, abortSignal) => {
      const command = new sdk.UploadPartCommand({ ...to, Key: key, UploadId: uploadId, PartNumber: number, Body: body, ContentLength: body.length, ChecksumSHA256: checksum });
      const { ETag = "", ChecksumSHA256 = checksum } = await client.send(command, { abortSignal });
      return { number, etag: ETag, checksum: ChecksumSHA256 };
    },
    finishParts: async ({ key }, { uploadId, parts }, abortSignal) => {
      const Parts = parts.map(({ number, etag, checksum }) => ({ PartNumber: number, ETag: etag, ChecksumSHA256: checksum }));
      const command = new sdk.CompleteMultipartUploadCommand({ ...to, Key: key, UploadId: uploadId, MultipartUpload: { Parts }, IfNoneMatch: "*" });
      return (await client.send(command, { abortSignal })).ChecksumSHA256;
    },
    abandonParts: async (key, uploadId, abortSignal) => {
      await client.send(new sdk.AbortMultipartUploadCommand({ ...to, Key: key, UploadId: uploadId }), { abortSignal });
    },
    retain: async ({ key, versionId }, { mode, until }, abortSignal) => {
      await client.send(new sdk.PutObjectRetentionCommand({ ...to, Key: key, VersionId: versionId, Retention: { Mode: mode, RetainUntilDate: until } }), { abortSignal });
    },
    clockOffsetMs: () => client.config.systemClockOffset - startOffsetMs,
    close: () => client.destroy(),
  };
}

function lockOf(retention: S3Retention | undefined): Pick<Sdk.PutObjectCommandInput, "ObjectLockMode" | "ObjectLockRetainUntilDate"> {
  return retention === undefined ? {} : { ObjectLockMode: retention.mode, ObjectLockRetainUntilDate: retention.until };
}

/** Imported on first use: loading it costs a few hundred milliseconds that other commands need not pay. */
async function loadSdk(): Promise<typeof Sdk> {
  try {
    return await import("@aws-sdk/client-s3");
  } catch (cause) {
    throw new AdapterError("missing_dependency", "@aws-sdk/client-s3: expected the AWS SDK to be installed; run: npm install @aws-sdk/client-s3@3.1164.0", { cause });
  }
}
