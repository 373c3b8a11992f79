import type { AthenaEngine, EngineResult } from "./athena-engine.ts";
import { trinoText } from "./trino-text.ts";

interface Answer {
  readonly columns?: readonly { readonly name: string; readonly type: string }[];
  readonly data?: readonly (readonly unknown[])[];
  readonly error?: { readonly message: string; readonly errorName?: string };
  readonly nextUri?: string;
  readonly stats?: { readonly physicalInputBytes?: number };
}

/** Which server, and where its tables are. */
export interface TrinoEngineOptions {
  readonly url: string;
  /** What stands for `s3://bucket` of a location: `local://` of the server. */
  readonly location: string;
  /** Settings of every statement, `name=value`. */
  readonly session?: readonly string[];
}

/** A real Trino in the place of Athena's engine: it is given Athena's DDL in its own words, everything else as it came, and its values are written as Athena writes them. */
export function trinoEngine({ url, location, session = [] }: TrinoEngineOptions): AthenaEngine {
  const headers = { "X-Trino-User": "athena", "X-Trino-Catalog": "lake", "X-Trino-Schema": "lake", "X-Trino-Time-Zone": "UTC", "X-Trino-Client-Capabilities": "PARAMETRIC_DATETIME", "X-Trino-Session": session.join(",") };
  const ask = async (at: string, init: RequestInit = {}): Promise<Answer> => {
    const answer = await fetch(at, { ...init, headers });
    if (!answer.ok) throw new Error(`Trino: expected an answer, got HTTP ${answer.status}`);
    return withDigits(await answer.text()) as Answer;
  };
  const run = async (statement: string, signal: AbortSignal): Promise<EngineResult> => {
    let answer = await ask(`${url}/v1/statement`, { method: "POST", body: trinoText(statement, location) });
    const rows: (string | null)[][] = [];
    let [columns, scannedBytes]: [EngineResult["columns"], number] = [[], 0];
    for (;;) {
      if (answer.error !== undefined) throw new Error(`${answer.error.errorName ?? "ERROR"}: ${answer.error.message}`);
      columns = answer.columns ?? columns;
      for (const row of answer.data ?? []) rows.push(row.map((value, at) => cellText(value, columns[at]?.type ?? "varchar")));
      scannedBytes = answer.stats?.physicalInputBytes ?? scannedBytes;
      if (answer.nextUri === undefined) return { columns, rows, scannedBytes };
      if (signal.aborted) {
        await fetch(answer.nextUri, { method: "DELETE", headers });
        throw new Error("stopped");
      }
      answer = await ask(answer.nextUri);
    }
  };
  return { run };
}

/** JSON whose whole numbers past 2^53 keep their digits, as text. */
function withDigits(json: string): unknown {
  return JSON.parse(json.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) => (/^-?\d{16,}$/.test(token) ? `"${token}"` : token)));
}

/** A value as Athena writes it into a result: bytes as hex digits in pairs, lists and maps so that they cannot be read back. */
function cellText(value: unknown, type: string): string | null {
  if (value === null || value === undefined) return null;
  if (type === "varbinary" && typeof value === "string") return Buffer.from(value, "base64").toString("hex").replace(/(..)(?=.)/g, "$1 ");
  if (Array.isArray(value)) return `[${value.map((item) => cellText(item, "varchar") ?? "null").join(", ")}]`;
  if (typeof value === "object") return `{${Object.entries(value).map(([key, item]) => `${key}=${cellText(item, "varchar") ?? "null"}`).join(", ")}}`;
  return typeof value === "string" ? value : Object.is(value, -0) ? "-0.0" : JSON.stringify(value);
}
