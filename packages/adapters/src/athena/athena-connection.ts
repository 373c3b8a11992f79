/** Keys of an AWS account, or of a server that speaks Athena's protocol. */
export interface AthenaCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** How Athena is reached, and in whose name. */
export interface AthenaConnection {
  readonly region: string;
  /** Address of a server other than AWS. */
  readonly endpoint?: string;
  /** Default: what the AWS SDK finds in environment, profile, or the machine's role. */
  readonly credentials?: AthenaCredentials | (() => Promise<AthenaCredentials>);
  /** Whose limits and settings hold; give it a scan limit. */
  readonly workGroup: string;
  /** Database of names without one. */
  readonly database: string;
  /** Folder for results, `s3://bucket/prefix/`. Default: what the workgroup says. */
  readonly outputLocation?: string;
}
