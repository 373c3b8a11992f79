/** A file as text; reading it is the caller's business. */
export interface ConfigFile {
  /** As it should appear in messages. */
  readonly path: string;
  readonly text: string;
}
