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
  const columns = "{'unit_id': 'VARCHAR', 'arm': 'VARCHAR', 'converted': 'BOOLEAN', 'orders': 'BIGINT', 'revenue': 'DOUBLE'}";
  const distinct = contender === "duckdb-units" ? ", COUNT(DISTINCT unit_id) AS units" : "";
  await duckDb.all(`
    SELECT arm, COUNT(*) AS row_count${distinct}, COUNT(converted), SUM(CAST(converted AS INTEGER)),
           COUNT(orders), SUM(orders), SUM(orders * orders), COUNT(revenue), SUM(revenue), SUM(revenue * revenue)
    FROM read_csv('${file}', auto_detect = false, header = true, columns = ${columns}) GROUP BY arm`);
  await duckDb.close();
}
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
console.log(JSON.stringify({ seconds: (performance.now() - startedAt) / 1e3, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024, units: printed === "" ? null : JSON.parse(printed).units }));
