import { setImmediate } from "node:timers/promises";
import { openAthena } from "@liftproof/adapters/athena";
import type { Athena, AthenaOptions } from "@liftproof/adapters/athena";
import { onTestFinished } from "vitest";
import { type AthenaEngine, type AthenaServer, type AthenaServerOptions, type EngineResult, startAthenaServer } from "../../../testkit/src/index.ts";
import { seededRandom } from "./random.ts";

/** A clock that only waiting moves, and what was waited for. */
interface FakeWorld {
  nowMs(): number;
  readonly waits: readonly number[];
  readonly world: NonNullable<AthenaOptions["world"]>;
  advance(ms: number): void;
}

/** Time that passes only where somebody waits for it, and chance from a seed. */
function fakeWorld(seed = 1): FakeWorld {
  let now = Date.UTC(2026, 2, 1);
  const waits: number[] = [];
  const random = seededRandom(seed);
  return {
    nowMs: () => now,
    waits,
    advance: (ms) => {
      now += ms;
    },
    world: {
      random: () => random.next(),
      nowMs: () => now,
      wait: async (ms, signal) => {
        waits.push(ms);
        now += ms;
        await setImmediate();
        signal.throwIfAborted();
      },
    },
  };
}

/** A result of one column of text. */
export function oneColumn(name: string, cells: readonly (string | null)[], { type = "varchar", scannedBytes = 0 } = {}): EngineResult {
  return { columns: [{ name, type }], rows: cells.map((cell) => [cell]), scannedBytes };
}

/** An engine that answers every statement alike. */
export function answering(result: EngineResult): AthenaEngine {
  return { run: () => Promise.resolve(result) };
}

/** A server and clients of it, in a world of their own. */
export interface ScriptedAthena {
  readonly server: AthenaServer;
  readonly athena: Athena;
  readonly fake: FakeWorld;
  /** Another client in the same world, as after a restart. */
  client(options?: Partial<AthenaOptions>): Promise<Athena>;
}

/** Starts a server with an engine and faults of the test's choice, and opens a client; both end with the test. */
export async function scriptedAthena(serverOptions: Partial<AthenaServerOptions> = {}, clientOptions: Partial<AthenaOptions> = {}, seed = 1): Promise<ScriptedAthena> {
  const fake = fakeWorld(seed);
  const server = await startAthenaServer({ engine: answering(oneColumn("a", ["1"])), nowMs: () => fake.nowMs(), ...serverOptions });
  const clients: Athena[] = [];
  const client = async (options: Partial<AthenaOptions> = {}): Promise<Athena> => {
    const opened = await openAthena({
      region: "eu-central-1", endpoint: server.url, credentials: { accessKeyId: "test", secretAccessKey: "test" }, workGroup: "primary", database: "lake", world: fake.world, ...clientOptions, ...options,
    });
    clients.push(opened);
    return opened;
  };
  onTestFinished(async () => {
    for (const each of clients) await each.close();
    await server.close();
  });
  return { server, athena: await client(), fake, client };
}
