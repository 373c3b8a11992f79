import type * as Sdk from "@aws-sdk/client-athena";
import { AdapterError } from "../adapter-error.ts";
import type { AthenaConnection } from "./athena-connection.ts";
import type { AthenaPage, AthenaSnapshot, AthenaWire } from "./athena-wire.ts";

/**
 * The AWS SDK behind the narrow port that the rest of this adapter uses; the only file that knows it.
 *
 * The SDK's own retries are off: they end after a second where a full queue lasts minutes, so one place of ours repeats.
 *
 * @throws AdapterError `missing_dependency` when the SDK is not installed.
 */
export async function athenaSdkWire({ region, endpoint, credentials, workGroup, database, outputLocation }: AthenaConnection): Promise<AthenaWire> {
  const sdk = await loadSdk();
  const client = new sdk.AthenaClient({
    region,
    maxAttempts: 1,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
  });
  const where = {
    WorkGroup: workGroup,
    QueryExecutionContext: { Database: database },
    ...(outputLocation === undefined ? {} : { ResultConfiguration: { OutputLocation: outputLocation } }),
  };
  return {
    start: async ({ statement, token }, abortSignal) => {
      const started = await client.send(new sdk.StartQueryExecutionCommand({ ...where, QueryString: statement, ClientRequestToken: token }), { abortSignal });
      return started.QueryExecutionId ?? "";
    },
    look: async (queryIds, abortSignal) => {
      const found = await client.send(new sdk.BatchGetQueryExecutionCommand({ QueryExecutionIds: [...queryIds] }), { abortSignal });
      return {
        seen: (found.QueryExecutions ?? []).map(snapshotOf),
        unread: new Map((found.UnprocessedQueryExecutionIds ?? []).map(({ QueryExecutionId = "", ErrorCode = "" }) => [QueryExecutionId, ErrorCode])),
      };
    },
    page: async (queryId, after, abortSignal) => {
      const page = await client.send(new sdk.GetQueryResultsCommand({ QueryExecutionId: queryId, NextToken: after, MaxResults: largestPage }), { abortSignal });
      return pageOf(page);
    },
    stop: async (queryId, abortSignal) => {
      await client.send(new sdk.StopQueryExecutionCommand({ QueryExecutionId: queryId }), { abortSignal });
    },
    close: () => client.destroy(),
  };
}

/** Rows of a page, the header included; Athena gives no more. */
const largestPage = 1000;

function snapshotOf({ QueryExecutionId = "", Status = {}, Statistics = {}, StatementType, SubstatementType }: Sdk.QueryExecution): AthenaSnapshot {
  return {
    queryId: QueryExecutionId,
    state: Status.State ?? "QUEUED",
    submittedMs: Status.SubmissionDateTime?.getTime(),
    scannedBytes: Statistics.DataScannedInBytes ?? 0,
    engineMs: Statistics.EngineExecutionTimeInMillis ?? 0,
    queuedMs: Statistics.QueryQueueTimeInMillis ?? 0,
    statementType: StatementType,
    substatementType: SubstatementType,
    reason: Status.StateChangeReason ?? Status.AthenaError?.ErrorMessage,
    errorType: Status.AthenaError?.ErrorType,
    retryable: Status.AthenaError?.Retryable ?? false,
  };
}

function pageOf({ ResultSet, NextToken }: Sdk.GetQueryResultsOutput): AthenaPage {
  const columns = (ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).map(({ Name = "", Type = "" }) => ({ name: Name, type: Type }));
  const rows = (ResultSet?.Rows ?? []).map(({ Data = [] }) => columns.map((_, at) => Data[at]?.VarCharValue ?? null));
  return { columns, rows, next: NextToken };
}

/** Imported on first use: loading it costs a few hundred milliseconds that other commands need not pay. */
async function loadSdk(): Promise<typeof Sdk> {
  try {
    return await import("@aws-sdk/client-athena");
  } catch (cause) {
    throw new AdapterError("missing_dependency", "@aws-sdk/client-athena: expected the AWS SDK to be installed; run: npm install @aws-sdk/client-athena@3.1164.0", { cause });
  }
}
