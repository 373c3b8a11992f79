import type { AthenaSnapshot, AthenaState } from "./athena-wire.ts";

/** What one run of one statement cost. */
export interface AthenaCharge {
  readonly queryId: string;
  readonly runId: string;
  /** The first words of the statement, before any literal. */
  readonly statement: string;
  /** As it was last seen: a query that was stopped may have ended after. */
  readonly state: AthenaState;
  readonly scannedBytes: number;
  /** What Athena bills: whole megabytes, at least ten for a query; nothing for DDL and for a query that failed. */
  readonly billedBytes: number;
  readonly dollars: number;
  readonly engineMs: number;
  readonly queuedMs: number;
  /** It was started a minute or more before this call, by an earlier one with the same run id: billed then, not now. */
  readonly isEarlier: boolean;
}

/** Decimal units, as Athena's API counts its scan limit; should the bill count in powers of two, it is lower by 5 to 10 %. */
const megabyte = 1e6;
const terabyte = 1e12;
const leastBytes = 10 * megabyte;

/** Bytes that Athena bills for a query that ended so. */
function billedBytes({ state, scannedBytes, statementType }: Pick<AthenaSnapshot, "state" | "scannedBytes" | "statementType">): number {
  if (state === "FAILED" || (statementType !== "DML" && scannedBytes === 0)) return 0;
  return Math.max(leastBytes, Math.ceil(scannedBytes / megabyte) * megabyte);
}

/** One line of the ledger. */
export function chargeOf(seen: AthenaSnapshot, { runId, statement, isEarlier, dollarsPerTerabyte }: Pick<AthenaCharge, "runId" | "statement" | "isEarlier"> & { readonly dollarsPerTerabyte: number }): AthenaCharge {
  const { queryId, state, scannedBytes, engineMs, queuedMs } = seen;
  const billed = isEarlier ? 0 : billedBytes(seen);
  return {
    queryId, runId, statement: statement.split("'", 1)[0]?.trim().split(/\s+/, 8).join(" ").slice(0, 120) ?? "",
    state, scannedBytes, billedBytes: billed, dollars: (billed / terabyte) * dollarsPerTerabyte, engineMs, queuedMs, isEarlier,
  };
}
