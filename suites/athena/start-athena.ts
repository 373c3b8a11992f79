import { openAthena } from "@liftproof/adapters/athena";
import type { Athena, AthenaOptions } from "@liftproof/adapters/athena";
import { onTestFinished } from "vitest";
import { type AthenaServer, type AthenaServerOptions, startAthenaServer, trinoClient, trinoEngine } from "../../packages/testkit/src/index.ts";

/** The folder behind `s3://bucket` of every statement. */
const location = "local://";
/** One writer to a statement, whose open partitions are counted as Athena counts them. */
const oneWriter = ["task_min_writer_count=1", "task_max_writer_count=1", "scale_writers=false"];
const url = process.env["TRINO_URL"] ?? "";

/** The server's own client, to look behind the adapter's back. */
export const trino = trinoClient(url);

/** A server of Athena's protocol on that Trino, and a client of it; both end with the test. */
export async function startAthena(serverOptions: Partial<AthenaServerOptions> = {}, options: Partial<AthenaOptions> = {}): Promise<{ readonly server: AthenaServer; readonly athena: Athena }> {
  const server = await startAthenaServer({ engine: trinoEngine({ url, location, session: oneWriter }), ...serverOptions });
  const athena = await openAthena({
    region: "eu-central-1", endpoint: server.url, credentials: { accessKeyId: "test", secretAccessKey: "test" }, workGroup: "primary", database: "lake",
    patience: { pollMs: 5, baseMs: 1, repeatCapMs: 20 }, ...options,
  });
  onTestFinished(async () => {
    await athena.close();
    await server.close();
  });
  return { server, athena };
}
