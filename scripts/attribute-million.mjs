/**
 * A million random touches with ties, merges, duplicates, boundary instants, bursts, shared nonces and refused tokens: the facts of TypeScript and of
 * DuckDB are the same bytes, whether buyers are joined or walked. Too slow for `npm test`; part of `.ci/run`.
 */
import { mkdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { captureStep, root } from "./process.mjs";

const wanted = Number(process.argv[2] ?? 1_000_000);
const bundle = join(root, ".cache/attribute-batch.mjs");
const crowd = { events: 60_000, people: 6_000, days: 40 };
const wideCrowd = { events: 60_000, people: 20_000, days: 20 };
/** Hundreds of touches and more orders than a join takes, per person; credits of every order over every touch make these batches slow. */
const busy = { events: 6_000, people: 12, days: 30 };
const plans = [crowd, wideCrowd, crowd, wideCrowd, busy];

mkdirSync(join(root, ".cache"), { recursive: true });
await build({ entryPoints: [join(root, "scripts/attribute-batch.mjs")], bundle: true, platform: "node", format: "esm", packages: "external", outfile: bundle, logLevel: "error" });
const startedAt = Date.now();
let [seed, touches, facts, passed, failed] = [0, 0, 0, 0, 0];
const work = async () => {
  while (touches < wanted) {
    const batch = { seed: (seed += 1), plan: plans[seed % plans.length] };
    const { code, output } = await captureStep(process.execPath, ["--max-old-space-size=1500", bundle, JSON.stringify(batch)], { shell: false });
    if (code !== 0) throw new Error(`batch ${JSON.stringify(batch)}: expected exit code 0, got ${code}\n${output}`);
    const checks = JSON.parse(output);
    touches += checks[0].touches;
    for (const { name, facts: compared, differing } of checks) {
      facts += compared;
      passed += compared - differing.length;
      failed += differing.length;
      for (const { order, typescript, duckdb } of differing.slice(0, 20)) console.error(`${JSON.stringify(batch)} ${name}: order ${order}\n  TypeScript ${typescript}\n  DuckDB     ${duckdb}`);
    }
  }
};
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
console.log(`${touches} touches in ${seed} batches, ${facts} facts compared in ${Math.round((Date.now() - startedAt) / 1000)} s: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
