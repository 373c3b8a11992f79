/** Keys of an AWS account or of a store that speaks its protocol. */
export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** How the store is reached. */
export interface S3Connection {
  readonly region: string;
  /** Address of a store other than AWS. */
  readonly endpoint?: string;
  /** Bucket in the path instead of the host name, as most stores other than AWS want it. Default false. */
  readonly forcePathStyle?: boolean;
  /** Default: what the AWS SDK finds in environment, profile, or the machine's role. */
  readonly credentials?: S3Credentials | (() => Promise<S3Credentials>);
}
