/** From bronze to the tables and the report, as often as somebody asks. */
import { buildLake, ingestBronze, openLake, readReport } from "@liftproof/adapters/duckdb";
import { attributionRules, referralRules } from "@liftproof/attribution";
import { renderReport } from "@liftproof/reporting";

const rules = attributionRules({ ownDomains: ["127.0.0.1", "localhost"], requireProof: [{ campaign: "november_digest" }], proofMode: "enforce" });
/** Ten percent of a friend's first order, paid after two weeks. */
const referral = referralRules({ award: { kind: "share", basisPoints: 1_000, capMinor: 3_000 }, currency: "EUR" });

/**
 * @param {{ writer: import("@liftproof/adapters/files").BronzeWriter, root: string, path: string }} places
 * @param config experiments and metrics
 */
export function createLedger({ writer, root, path }, { experiments, metrics }) {
  let last = Promise.resolve();
  const build = async (kills) => {
    await writer.seal();
    const lake = await openLake({ path });
    try {
      await ingestBronze({ lake, bronzeRoot: root });
      const [silver] = await lake.all("SELECT count(*) AS events FROM lake.events");
      if (silver?.events === 0n) return { report: null, orders: [], awards: [] };
      await buildLake({ lake, rules, referral, experiments, metrics, kills });
      return {
        report: renderReport(await readReport(lake, "The lamp shop")),
        orders: await lake.all("SELECT order_id, channel, campaign, has_click_proof, proof_state, reason FROM lake.fact_attribution_checkout ORDER BY order_ts DESC, order_id LIMIT 100"),
        awards: await lake.all('SELECT kind, order_id, amount_minor, reason FROM lake.fact_attribution_referral ORDER BY "at" DESC, entry_id LIMIT 100'),
      };
    } finally {
      await lake.close();
    }
  };
  /** One build at a time; whoever asks meanwhile waits for a build of his own, which has his events. */
  return { refresh: (kills) => (last = last.catch(() => {}).then(() => build(kills))) };
}
