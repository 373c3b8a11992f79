/** A result as Athena writes it: every cell is text, null where there is none. */
export interface EngineResult {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly (string | null)[])[];
  readonly scannedBytes: number;
}

/** What runs the statements that the server is given. */
export interface AthenaEngine {
  /** Runs one statement to its end. @throws Error with the engine's words; when the signal fires, whatever it likes. */
  run(statement: string, signal: AbortSignal): Promise<EngineResult>;
}
