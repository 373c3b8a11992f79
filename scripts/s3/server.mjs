/** A real S3 server on local folders, with versions and Object Lock: built once from the Go module proxy, started on a free port, stopped by its caller. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { captureStep, root } from "../process.mjs";

const version = "v1.7.0";
const module = "github.com/versity/versitygw/cmd/versitygw";
const cache = join(root, ".cache/versitygw");
/** Of the system. */
const programs = { go: "go" };

/**
 * Starts the server and waits until it answers.
 *
 * @returns its address and keys, or why it cannot be had on this machine.
 */
export async function startStore() {
  const binary = join(cache, `versitygw-${version}`, process.platform === "win32" ? "versitygw.exe" : "versitygw");
  if (!existsSync(binary)) {
    if (spawnSync(programs.go, ["version"]).status !== 0) return { skipped: `versitygw ${version} is built by Go (1.25 or later): put the go command on the path` };
    process.stderr.write(`Building versitygw ${version} (once; needs the Go module proxy) ...`);
    const { code, output } = await captureStep(programs.go, ["install", `${module}@${version}`], { env: { ...process.env, GOBIN: join(cache, `versitygw-${version}`), GOFLAGS: "" } });
    process.stderr.write(code === 0 ? " done\n" : "\n");
    if (code !== 0) return { skipped: `versitygw ${version} could not be built: ${output.trim().split("\n").at(-1)}` };
  }
  mkdirSync(cache, { recursive: true });
  const data = mkdtempSync(join(cache, "run-"));
  const folder = (name) => {
    mkdirSync(join(data, name));
    return join(data, name);
  };
  const port = await freePort();
  // The server takes the access key for the account: twelve digits, so that an expected owner can be tested.
  const [accessKey, secretKey] = ["123456789012", "test-secret"];
  const start = (more) => {
    const flags = ["--access", accessKey, "--secret", secretKey, "--port", `127.0.0.1:${port}`, "--keep-alive", "--quiet"];
    const log = openSync(join(data, "server.log"), "a");
    return spawn(binary, [...flags, "posix", "--versioning-dir", versions, ...more, objects], { stdio: ["ignore", log, log] });
  };
  const [objects, versions] = [folder("objects"), folder("versions")];
  const url = `http://127.0.0.1:${port}`;
  let child = start([]);
  process.once("exit", () => child.kill("SIGKILL"));
  let ready = await isReady(url, child);
  // A file system without extended attributes: their content goes to files beside the objects.
  if (!ready && /xattr|extended attribute/i.test(readFileSync(join(data, "server.log"), "utf8"))) {
    child = start(["--sidecar", folder("attributes")]);
    ready = await isReady(url, child);
  }
  const stop = async () => {
    const ended = child.exitCode === null ? new Promise((resolve) => child.once("exit", resolve)) : undefined;
    child.kill("SIGKILL");
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  if (ready) return { url, accessKey, secretKey, version, stop };
  const words = readFileSync(join(data, "server.log"), "utf8");
  await stop();
  throw new Error(`versitygw ${version}: expected it to answer within ten seconds, got: ${words.trim()}`);
}

async function isReady(url, child) {
  for (let attempt = 0; attempt < 100 && child.exitCode === null; attempt++) {
    // Any answer will do: nobody has signed this request.
    if (await fetch(url).then(() => true, () => false)) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
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
