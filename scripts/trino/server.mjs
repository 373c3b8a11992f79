/** A real Trino with Iceberg tables in a local folder: fetched once from Maven Central, started on a free port, stopped by its caller. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { captureStep, root } from "../process.mjs";
import { javaOf } from "./java.mjs";

/** The newest server whole on Maven Central. */
const release = { version: "476", java: 24, sha256: "cfd5accde17e8ebd251eeeb78aed1f490e77bb3a164d95a0f454bf8a7c1cbd3f" };
const archiveUrl = `https://repo1.maven.org/maven2/io/trino/trino-server/${release.version}/trino-server-${release.version}.tar.gz`;
const cache = join(root, ".cache/trino");
const plugins = new Set(["iceberg"]);

/**
 * Starts the server and waits until it answers.
 *
 * @returns its address and the folder of its tables, or why it cannot be had on this machine.
 */
export async function startTrino() {
  const java = javaOf(release.java);
  if (java === undefined) return { skipped: `Trino ${release.version} needs Java ${release.java} or later: set TRINO_JAVA to its java command` };
  const home = await installed();
  if (home === undefined) return { skipped: `Trino ${release.version} could not be fetched from Maven Central` };
  const port = await freePort();
  const data = mkdtempSync(join(cache, "run-"));
  const tables = join(data, "tables");
  const settings = configured({ data, tables, port });
  const log = openSync(join(data, "server.log"), "w");
  const flags = ["-Xmx3G", "-XX:+UseG1GC", "-XX:+ExitOnOutOfMemoryError", "-Djdk.attach.allowAttachSelf=true", "-Dfile.encoding=UTF-8", "--add-modules=jdk.incubator.vector"];
  const child = spawn(java, [...flags, ...settings, `-Dplugin.dir=${join(home, "plugin")}`, "-cp", join(home, "lib/*"), "io.trino.server.TrinoServer"], {
    cwd: data,
    stdio: ["ignore", log, log],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const stop = async () => {
    child.kill("SIGKILL");
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  process.once("exit", () => child.kill("SIGKILL"));
  const url = `http://127.0.0.1:${port}`;
  if (await isReady(url, child)) return { url, tables, version: release.version, stop };
  throw new Error(`Trino ${release.version}: expected it to start within two minutes, see ${join(data, "server.log")}`);
}

function configured({ data, tables, port }) {
  mkdirSync(join(data, "catalog"), { recursive: true });
  mkdirSync(tables, { recursive: true });
  const write = (name, settings) => {
    writeFileSync(join(data, name), Object.entries(settings).map(([key, value]) => `${key}=${value}\n`).join(""));
    return join(data, name);
  };
  const config = write("config.properties", {
    coordinator: true,
    "node-scheduler.include-coordinator": true,
    "http-server.http.port": port,
    "discovery.uri": `http://127.0.0.1:${port}`,
    "query.max-memory": "2GB",
    "query.max-memory-per-node": "1800MB",
    "query.max-length": 10_000_000,
    "query.max-stage-count": 400,
    "query.execution-policy": "all-at-once",
  });
  const levels = write("log.properties", { "io.trino": "WARN" });
  write("catalog/lake.properties", {
    "connector.name": "iceberg",
    "iceberg.catalog.type": "TESTING_FILE_METASTORE",
    "hive.metastore.catalog.dir": "local:///catalog",
    "fs.native-local.enabled": true,
    "local.location": tables,
    "iceberg.add-files-procedure.enabled": true,
    "iceberg.unique-table-location": false,
    // What is read of a small file is what would be read of a large one: the columns that are needed.
    "parquet.small-file-threshold": "0B",
  });
  return [
    `-Dconfig=${config}`,
    `-Dlog.levels-file=${levels}`,
    `-Dcatalog.config-dir=${join(data, "catalog")}`,
    `-Dnode.data-dir=${data}`,
    "-Dnode.environment=test",
    "-Dnode.id=one",
  ];
}

/** The unpacked server, with the one plugin that is used. */
async function installed() {
  const home = join(cache, `trino-server-${release.version}`);
  if (existsSync(home)) return home;
  mkdirSync(cache, { recursive: true });
  const archive = join(cache, "archive.tar.gz");
  process.stderr.write(`Fetching Trino ${release.version} (821 MB, once) ...`);
  const answer = await fetch(archiveUrl).catch(() => undefined);
  if (answer?.ok !== true || answer.body === null) return undefined;
  const isWhole = await pipeline(Readable.fromWeb(answer.body), createWriteStream(archive)).then(() => true, () => false);
  if (!isWhole) return undefined;
  const digest = createHash("sha256");
  await pipeline(createReadStream(archive), digest);
  const found = digest.digest("hex");
  if (found !== release.sha256) throw new Error(`${archiveUrl}: expected SHA-256 ${release.sha256}, got ${found}`);
  const unpacked = join(cache, "unpacked");
  rmSync(unpacked, { recursive: true, force: true });
  mkdirSync(unpacked);
  const { code, output } = await captureStep("tar", ["xzf", archive, "-C", unpacked]);
  if (code !== 0) throw new Error(`tar: expected Trino's archive to unpack, got ${output}`);
  const folder = join(unpacked, `trino-server-${release.version}`);
  for (const plugin of readdirSync(join(folder, "plugin"))) {
    if (!plugins.has(plugin)) rmSync(join(folder, "plugin", plugin), { recursive: true });
  }
  renameSync(folder, home);
  rmSync(unpacked, { recursive: true });
  rmSync(archive);
  process.stderr.write(" done\n");
  return home;
}

async function isReady(url, child) {
  for (let attempt = 0; attempt < 240 && child.exitCode === null; attempt++) {
    const info = await fetch(`${url}/v1/info`).then((answer) => answer.json()).catch(() => undefined);
    if (info?.starting === false) return true;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return false;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
