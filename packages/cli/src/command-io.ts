/** Where text goes. */
export interface TextSink {
  write(text: string): unknown;
  /** Whether a person reads it as it comes; absent or false where it is piped. */
  readonly isTTY?: boolean;
  /** Characters in a line of a terminal. */
  readonly columns?: number;
}

/** The world of a command, so that a test can be one. */
export interface CommandIo {
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  /** Chunks of UTF-8, read only by commands told to (`-`). */
  readonly stdin: AsyncIterable<Uint8Array | string>;
  /** Folder that relative paths start from. */
  readonly cwd: string;
  /** Whether a person watches stderr: progress bars are drawn only then. */
  readonly isTTY: boolean;
  /** Environment variables by name. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The present, in epoch microseconds. */
  readonly nowUs: () => number;
}
