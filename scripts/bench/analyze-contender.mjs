/** One contender of analyze.bench.mjs: does the work on the file named and prints what the process used and how many units it analyzed. */
import { openDuckDb } from "@liftproof/adapters/duckdb";
import { main } from "liftproof";

const [contender, file] = process.argv.slice(2);
const startedAt = performance.now();
let printed = "";
if (contender === "analyze") {
  const argv = ["analyze", file, "--json", "--unit", "unit_id", "--arm", "arm", "--control", "control"];
  const metrics = ["--metric", "rate=rate(converted)", "--metric", "orders=mean(orders)", "--metric", "revenue=mean(revenue)"];
  process.exitCode = await main([...argv, ...metrics], { stdout: { write: (text) => (printed += text) } });
} else {
  const duckDb = await openDuckDb();
  await duckDb.all(`
    SELECT arm, COUNT(*) AS units, AVG(CAST(converted AS INTEGER)) AS rate, AVG(orders) AS orders, VAR_SAMP(orders) AS orders_variance, AVG(revenue) AS revenue, VAR_SAMP(revenue) AS revenue_variance
    FROM read_csv('${file}', columns = {'unit_id': 'VARCHAR', 'arm': 'VARCHAR', 'converted': 'BOOLEAN', 'orders': 'BIGINT', 'revenue': 'DOUBLE'}) GROUP BY arm`);
  await duckDb.close();
}
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
console.log(JSON.stringify({ seconds: (performance.now() - startedAt) / 1e3, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024, units: printed === "" ? null : JSON.parse(printed).units }));
