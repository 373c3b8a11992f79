import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { executableBlock } from "../../docs/test/executable-block.ts";
import { fencedBlocks, repositoryRoot } from "../../docs/test/fenced-blocks.ts";
import { s3Server } from "../../packages/adapters/test/support/s3-server.ts";
import { temporaryFolder } from "../../packages/adapters/test/support/temporary-folder.ts";

const server = s3Server();
const page = "docs/guides/bronze-on-s3.md";
const before = process.cwd();
afterAll(() => process.chdir(before));

test("example: the guide's code runs against a bucket and gives the values it shows", async () => {
  const [block, other] = fencedBlocks(page).filter(({ language }) => language === "js");
  if (block === undefined || other === undefined) throw new TypeError(`${page}: expected two js blocks, got fewer`);
  const bucket = await server.bucket();
  const { endpoint, credentials } = server.connection();
  const reached = block.text
    .replace('bucket: "shop-bronze"', `bucket: ${JSON.stringify(bucket)}`)
    .replace('region: "eu-central-1"', `region: "us-east-1", forcePathStyle: true, endpoint: ${JSON.stringify(endpoint)}, credentials: ${JSON.stringify(credentials)}`);
  const folder = join(repositoryRoot, ".cache/s3-guide");
  mkdirSync(folder, { recursive: true });
  process.chdir(temporaryFolder());
  for (const [index, text] of [reached, other.text].entries()) {
    const file = join(folder, `block-${index}.ts`);
    writeFileSync(file, executableBlock({ ...block, text }));
    const { compared } = (await import(file)) as { compared: number };
    expect(compared).toBe(text.split("// =>").length - 1);
  }
  expect((await server.versions(bucket)).map(({ key }) => key.replace(/[0-9a-f]{64}/, "").replace(/=.*\/\d\d\//, "/"))).toEqual(["bronze/manifest/event_dt/.json", "bronze/raw/event_dt/evt-.ndjson.gz"]);
});
