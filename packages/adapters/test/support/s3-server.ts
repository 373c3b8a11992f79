import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { openS3Store } from "@liftproof/adapters/s3";
import type { S3Store, S3StoreOptions } from "@liftproof/adapters/s3";
import { onTestFinished } from "vitest";

/** Waits short enough for tests, attempts many enough for a third of all requests to fail. */
export const testPatience = { attempts: 40, baseMs: 1, capMs: 8, attemptMs: 2000 };

/** The real server the suites run against, behind the adapter's back. */
export interface S3Server {
  readonly url: string;
  /** What `openS3Store` needs to reach it, at another address when given. */
  connection(url?: string): Pick<S3StoreOptions, "endpoint" | "region" | "forcePathStyle" | "credentials">;
  /** Makes a bucket, with versions and Object Lock unless told otherwise; gives its name. */
  bucket(options?: { readonly lock: boolean }): Promise<string>;
  /** Opens a store that is closed when the test ends. */
  store(options: Partial<S3StoreOptions> & { readonly bucket: string }): Promise<S3Store>;
  /** Every version under a prefix, delete markers included, newest first for each key. */
  versions(bucket: string, prefix?: string): Promise<readonly { readonly key: string; readonly versionId: string; readonly deleted: boolean }[]>;
  /** Uploads in parts that nobody ended. */
  uploads(bucket: string): Promise<number>;
  /** Writes with no condition, as anybody with the keys may. */
  overwrite(bucket: string, key: string, body: string | Uint8Array): Promise<void>;
  remove(bucket: string, key: string, versionId?: string): Promise<void>;
  read(bucket: string, key: string, versionId?: string): Promise<Buffer>;
  lockOf(bucket: string, key: string): Promise<{ readonly mode: string | undefined; readonly until: Date | undefined }>;
}

/** The server that `npm run test:s3` started. */
export function s3Server(): S3Server {
  const { S3_URL: url, S3_ACCESS_KEY: accessKeyId = "", S3_SECRET_KEY: secretAccessKey = "" } = process.env;
  if (url === undefined) throw new TypeError("S3_URL: expected the address of a server, got none; run npm run test:s3");
  const connection = (endpoint = url): ReturnType<S3Server["connection"]> => ({ endpoint, region: "us-east-1", forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } });
  const client = new S3Client({ region: "us-east-1", endpoint: url, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } });
  let buckets = 0;
  return {
    url,
    connection,
    bucket: async ({ lock } = { lock: true }) => {
      const Bucket = `bronze-${process.pid}-${buckets++}-${Date.now()}`;
      await client.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: lock }));
      return Bucket;
    },
    store: async (options) => {
      const store = await openS3Store({ ...connection(), bucketOwner: false, worm: false, patience: testPatience, ...options });
      onTestFinished(() => store.close());
      return store;
    },
    versions: async (Bucket, Prefix) => {
      const found: { key: string; versionId: string; deleted: boolean }[] = [];
      let page: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | undefined = {};
      while (page !== undefined) {
        const { Versions = [], DeleteMarkers = [], IsTruncated, NextKeyMarker, NextVersionIdMarker }: Awaited<ReturnType<typeof listVersions>> = await listVersions({ Bucket, Prefix, ...page });
        for (const { Key = "", VersionId = "" } of Versions) found.push({ key: Key, versionId: VersionId, deleted: false });
        for (const { Key = "", VersionId = "" } of DeleteMarkers) found.push({ key: Key, versionId: VersionId, deleted: true });
        page = IsTruncated === true ? { KeyMarker: NextKeyMarker, VersionIdMarker: NextVersionIdMarker } : undefined;
      }
      return found;
    },
    uploads: async (Bucket) => ((await client.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads ?? []).length,
    overwrite: async (Bucket, Key, Body) => void (await client.send(new PutObjectCommand({ Bucket, Key, Body }))),
    remove: async (Bucket, Key, VersionId) => void (await client.send(new DeleteObjectCommand({ Bucket, Key, VersionId }))),
    read: async (Bucket, Key, VersionId) => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, VersionId }));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    },
    lockOf: async (Bucket, Key) => {
      const { ObjectLockMode, ObjectLockRetainUntilDate } = await client.send(new HeadObjectCommand({ Bucket, Key }));
      return { mode: ObjectLockMode, until: ObjectLockRetainUntilDate };
    },
  };

  function listVersions(input: ConstructorParameters<typeof ListObjectVersionsCommand>[0]) {
    return client.send(new ListObjectVersionsCommand(input));
  }
}
