const layers = require("./scripts/layers.cjs");

/** Packages that touch the world; every other package is pure. */
const touchesTheWorld = ["adapters", "browser", "cli", "testkit"];
/** Pure packages offer the platform's own cryptography through entries of their own. */
const platformEntries = "^packages/click-token/src/(node|web-crypto)(/|\\.ts$)";

const typesOnly = " (types)";
const packageRules = Object.entries(layers).flatMap(([name, allowed]) => {
  const comment = `${name} may import ${allowed.join(", ") || "nothing of ours"} (scripts/layers.cjs)`;
  const from = { path: `^packages/${name}/src/` };
  const folders = allowed.map((neighbour) => neighbour.replace(typesOnly, ""));
  return [
    { name: `layer-${name}`, comment, severity: "error", from, to: { path: "^packages/", pathNot: `^packages/(${[name, ...folders].join("|")})/` } },
    ...allowed
      .filter((neighbour) => neighbour.endsWith(typesOnly))
      .map((neighbour) => neighbour.replace(typesOnly, ""))
      .map((neighbour) => ({
        name: `layer-${name}-types-of-${neighbour}`,
        comment,
        severity: "error",
        from,
        to: { path: `^packages/${neighbour}/`, dependencyTypesNot: ["type-only"] },
      })),
  ];
});

module.exports = {
  forbidden: [
    ...packageRules,
    {
      name: "no-cycles",
      comment: "a cycle is one module pretending to be several",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "pure-packages-have-no-platform",
      comment: "time, randomness, keys and I/O are arguments there",
      severity: "error",
      from: {
        path: `^packages/(${Object.keys(layers).filter((name) => !touchesTheWorld.includes(name)).join("|")})/src/`,
        pathNot: platformEntries,
      },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "duckdb-enters-through-one-folder",
      comment: "only the DuckDB adapter knows the driver",
      severity: "error",
      from: { path: "^packages/", pathNot: "^packages/adapters/src/duckdb/" },
      to: { path: "node_modules/@duckdb" },
    },
    {
      name: "s3-sdk-enters-through-one-file",
      comment: "importing the S3 adapter must not load the SDK, and everything above the wire is ours",
      severity: "error",
      from: { path: "^packages/[^/]+/src/", pathNot: "^packages/adapters/src/s3/sdk-wire\\.ts$" },
      to: { path: "node_modules/(\\.pnpm/)?@aws-sdk[/+](client-s3|lib-storage)" },
    },
    {
      name: "athena-sdk-enters-through-one-file",
      comment: "importing the Athena adapter must not load the SDK, and everything above the wire is ours",
      severity: "error",
      from: { path: "^packages/[^/]+/src/", pathNot: "^packages/adapters/src/athena/athena-sdk-wire\\.ts$" },
      to: { path: "node_modules/(\\.pnpm/)?@aws-sdk[/+]client-athena" },
    },
    {
      name: "neighbours-by-their-entry",
      comment: "a neighbour's inner files are not a promise",
      severity: "error",
      from: { path: "^packages/([^/]+)/src/" },
      to: { path: "^packages/([^/]+)/src/.+/", pathNot: "^packages/$1/" },
    },
    {
      name: "declared-and-resolvable",
      comment: "an import that does not resolve is not in the manifest",
      severity: "error",
      from: { path: "^packages/" },
      to: { couldNotResolve: true },
    },
    {
      name: "no-development-dependency",
      comment: "what ships may not need what does not",
      severity: "error",
      from: { path: "^packages/[^/]+/src/" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only", "npm-peer", "npm-optional"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    includeOnly: "^(packages/[^/]+/src|node_modules|[a-z_:]+$)",
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["@liftproof/source", "import", "node", "default", "types"] },
    combinedDependencies: false,
  },
};
