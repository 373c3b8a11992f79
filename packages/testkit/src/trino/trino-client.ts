/** One row, by column name; values as the server's JSON gives them: numbers, text, booleans, null, decimals and instants as text. */
export type TrinoRow = Readonly<Record<string, unknown>>;

/** A connection to a real Trino server, for tests. */
export interface TrinoClient {
  /** Runs one statement to its end. @throws Error with the server's message and the statement's first lines. */
  run(sql: string): Promise<readonly TrinoRow[]>;
  /** What the last statement read and how long it took. */
  last(): TrinoStatistics;
}

/** What the server says a statement cost. */
export interface TrinoStatistics {
  readonly physicalInputBytes: number;
  readonly processedRows: number;
  readonly cpuMillis: number;
  readonly elapsedMillis: number;
}

interface Answer {
  readonly columns?: readonly { readonly name: string }[];
  readonly data?: readonly (readonly unknown[])[];
  readonly error?: { readonly message: string };
  readonly nextUri?: string;
  readonly stats?: { readonly physicalInputBytes?: number; readonly processedRows?: number; readonly cpuTimeMillis?: number; readonly elapsedTimeMillis?: number };
}

/** Speaks the server's statement protocol: post the text, then follow `nextUri` until there is none. */
export function trinoClient(url: string): TrinoClient {
  let statistics: TrinoStatistics = { physicalInputBytes: 0, processedRows: 0, cpuMillis: 0, elapsedMillis: 0 };
  const headers = {
    "X-Trino-User": "liftproof",
    "X-Trino-Catalog": "lake",
    "X-Trino-Schema": "lake",
    "X-Trino-Time-Zone": "UTC",
    // Without it instants come rounded to milliseconds.
    "X-Trino-Client-Capabilities": "PARAMETRIC_DATETIME",
  };
  return {
    async run(sql) {
      let answer = await read(fetch(`${url}/v1/statement`, { method: "POST", body: sql, headers }));
      const rows: TrinoRow[] = [];
      for (;;) {
        if (answer.error !== undefined) throw new Error(`Trino: ${answer.error.message}\n${sql.slice(0, 2000)}`);
        const names = answer.columns ?? [];
        for (const values of answer.data ?? []) rows.push(Object.fromEntries(names.map(({ name }, at) => [name, values[at]])));
        const { stats } = answer;
        statistics = { physicalInputBytes: stats?.physicalInputBytes ?? 0, processedRows: stats?.processedRows ?? 0, cpuMillis: stats?.cpuTimeMillis ?? 0, elapsedMillis: stats?.elapsedTimeMillis ?? 0 };
        if (answer.nextUri === undefined) return rows;
        answer = await read(fetch(answer.nextUri, { headers }));
      }
    },
    last: () => statistics,
  };
}

async function read(answered: Promise<Response>): Promise<Answer> {
  const answer = await answered;
  if (!answer.ok) throw new Error(`Trino: expected an answer, got HTTP ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer;
}
