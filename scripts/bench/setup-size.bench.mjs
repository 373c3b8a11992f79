/** Bytes a page carries for the smallest setup that assigns a unit and reports its exposure, ours and each peer's. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { root } from "../process.mjs";
import { amplitudeConfig, eppoConfig, growthbookConfig, liftproofConfig, optimizelyConfig } from "./peers/configs.mjs";
import { installedPeers } from "./peers/installed-peers.mjs";

export const title = "Bytes of the smallest working setup";

/** Each exports `setup(config, expose)`, which gives `(name, id, attributes) => variant`, with the exposure reported on the way. */
const setups = [
  {
    name: "@liftproof/assignment",
    config: liftproofConfig,
    source: `import { assign, exposureId } from "@liftproof/assignment";
      export const setup = (config, expose) => (name, id, attributes) => {
        const decision = assign(config[name], id, attributes, { durableIdentity: true });
        const exposure = exposureId(decision, { sessionId: "s", unitId: id });
        if (exposure !== undefined) expose(exposure);
        return decision.variant;
      };`,
  },
  {
    name: "@amplitude/experiment-core",
    config: amplitudeConfig,
    source: `import { EvaluationEngine } from "@amplitude/experiment-core";
      export const setup = (config, expose) => {
        const engine = new EvaluationEngine();
        return (name, id, attributes) => {
          const { key } = engine.evaluate({ user: { user_id: id, ...attributes } }, config[name])[name];
          if (key !== "off") expose(key);
          return key;
        };
      };`,
  },
  {
    name: "@growthbook/growthbook",
    config: growthbookConfig,
    source: `import { GrowthBookClient } from "@growthbook/growthbook";
      export const setup = (config, expose) => {
        const client = new GrowthBookClient({ trackingCallback: (experiment, result) => expose(result.key) }).initSync({ payload: config });
        return (name, id, attributes) => client.getFeatureValue(name, "none", { attributes: { id, ...attributes } });
      };`,
  },
  {
    name: "@optimizely/optimizely-sdk",
    config: optimizelyConfig,
    source: `import { createInstance, createStaticProjectConfigManager } from "@optimizely/optimizely-sdk/universal";
      export const setup = (config, expose) => {
        const client = createInstance({
          projectConfigManager: createStaticProjectConfigManager({ datafile: JSON.stringify(config) }),
          requestHandler: { makeRequest: () => ({ abort() {}, responsePromise: Promise.reject() }) },
        });
        client.notificationCenter.addNotificationListener("DECISION", ({ decisionInfo }) => expose(decisionInfo.variationKey));
        return (name, id, attributes) => client.createUserContext(id, attributes).decide(name, ["DISABLE_DECISION_EVENT"]).variationKey;
      };`,
  },
  {
    name: "@eppo/js-client-sdk-common",
    config: eppoConfig,
    source: `import { EppoClient, MemoryOnlyConfigurationStore } from "@eppo/js-client-sdk-common";
      export const setup = (config, expose) => {
        const store = new MemoryOnlyConfigurationStore();
        store.setEntries(config);
        const client = new EppoClient({ flagConfigurationStore: store });
        client.setAssignmentLogger({ logAssignment: ({ variation }) => expose(variation) });
        return (name, id, attributes) => client.getStringAssignment(name, id, attributes, "none");
      };`,
  },
];

export async function run() {
  const { folder, packages } = installedPeers();
  const rows = [];
  let own;
  for (const { name, config, source } of setups) {
    const text = await bundled(source, folder);
    const bytes = gzipSync(text, { level: 9 }).length;
    own ??= bytes;
    const known = packages.get(name);
    const label = known === undefined ? `**${name}**` : `${name} ${known.version} (${known.license})`;
    rows.push([label, text.length.toLocaleString("en"), bytes.toLocaleString("en"), (bytes / own).toFixed(2), await works(text, { config: config(), file: join(folder, `setup-${rows.length}.mjs`) })]);
  }
  return {
    note: "esbuild, bundled and minified for es2020, then gzip at level 9; the configuration comes from outside and is not counted. Every bundle was run with the configuration of the assignment table: 1,000 units, both variants shown. The engine of @amplitude/experiment-core knows no exposure, so the callback is called around it. unleash-client runs on a server only, and its browser SDK asks that server instead of deciding.",
    columns: ["package", "minified bytes", "gzip bytes", "times ours", "units, exposures reported"],
    rows,
  };
}

async function bundled(contents, folder) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: "js" },
    nodePaths: [join(folder, "node_modules")],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2020",
    define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
    logLevel: "error",
  });
  return outputFiles[0].contents;
}

/** Runs the very bytes that were counted. */
async function works(text, { config, file }) {
  writeFileSync(file, text);
  const { setup } = await import(pathToFileURL(file).href);
  let exposures = 0;
  const decide = setup(config, () => {
    exposures += 1;
  });
  const shown = new Set();
  for (let at = 0; at < 1000; at += 1) shown.add(decide("plain", `u_${at}`, { country: "DE" }));
  if (!(shown.has("control") && shown.has("short_form") && shown.size === 2)) {
    throw new Error(`setup size: expected both variants and nothing else, got ${[...shown].join(", ")}`);
  }
  return `1,000, ${exposures.toLocaleString("en")}`;
}
