/**
 * Writes packages/experiments/test/growthbook/vectors/conditions.json: conditions and attributes made
 * here at random, each with the answer of GrowthBook's own evaluator. Run again after raising its version.
 *
 * Attributes have the type their condition compares with, or are null, missing, or numbers spelled as text:
 * what GrowthBook coerces beyond that is reported by the conversion and not kept.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../process.mjs";
import { installedPeers } from "./installed-peers.mjs";

const cases = 400;
const { load, packages } = installedPeers();
const { evalCondition } = load("@growthbook/growthbook");

// A small generator with a seed, so that the file changes only when this script or the peer does.
let state = 20261123;
function below(limit) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 4294967296) * limit);
}
const pick = (list) => list[below(list.length)];
const some = (list, most) => Array.from({ length: below(most + 1) }, () => pick(list));

const countries = ["DE", "FR", "US", "São Tomé", "42", "true"];
const plans = ["free", "pro", "team"];
const numbers = [-2, 0, 1, 3.5, 18, 42];
const versions = ["0", "1.2", "1.2.0", "1.2.3", "1.10.0", "2.0.0-beta.1", "2.0.0", "v2.0.0+build.7"];
const savedGroups = { eu: ["DE", "FR"], nobody: [], grown: { type: "condition", condition: { age: { $gte: 18 } } }, teams: { type: "list", attributeKey: "plan", values: ["team"] } };

/** Attribute -> how to draw a value, and how to draw what is written beside it. */
const fields = {
  country: { value: () => pick(countries), test: () => text(countries) },
  "device.os": { value: () => pick(["ios", "android"]), test: () => text(["ios", "android"]) },
  age: { value: () => pick([...numbers, "18", "3.5"]), test: number },
  premium: { value: () => below(2) === 1, test: () => pick([true, false, { $eq: true }, { $ne: false }, { $in: [true, null] }, { $exists: pick([true, false, 1, 0]) }]) },
  version: { value: () => pick(versions), test: version },
  tags: { value: () => some(["a", "b", "c", "d"], 3), test: list },
};

function text(known) {
  return pick([
    () => pick(known),
    () => null,
    () => ({ $eq: pick([...known, null]) }),
    () => ({ $ne: pick([...known, null]) }),
    () => ({ [pick(["$in", "$nin"])]: some([...known, null], 3) }),
    () => ({ [pick(["$lt", "$lte", "$gt", "$gte"])]: pick(["DE", "M", "zz"]) }),
    () => ({ $exists: pick([true, false]) }),
    () => ({ $type: pick(["string", "null", "number"]) }),
    () => ({ [pick(["$inGroup", "$notInGroup"])]: pick(["eu", "nobody", "unheard of"]) }),
    () => ({ $not: text(known) }),
    () => ({ $ne: pick(known), $nin: some(known, 2) }),
  ])();
}

function number() {
  const order = () => pick(["$lt", "$lte", "$gt", "$gte"]);
  return pick([
    () => pick(numbers),
    () => ({ [order()]: pick(numbers) }),
    () => ({ $gte: pick(numbers), $lt: pick(numbers) }),
    () => ({ [order()]: pick(["18", "0"]) }),
    () => ({ $not: { [order()]: pick(numbers) } }),
    () => ({ $exists: pick([true, false]) }),
  ])();
}

function version() {
  return { [pick(["$veq", "$vne", "$vlt", "$vlte", "$vgt", "$vgte"])]: pick(versions) };
}

function list() {
  return pick([
    () => ({ $size: below(4) }),
    () => ({ $size: { [pick(["$gt", "$lte"])]: below(3) } }),
    () => ({ $all: some(["a", "b", "c"], 2) }),
    () => ({ $elemMatch: { $eq: pick(["a", "b"]) } }),
    () => ({ $elemMatch: { $ne: pick(["a", "b"]) } }),
    () => ({ $elemMatch: { $in: some(["a", "c"], 2), $not: { $eq: "c" } } }),
    () => ({ [pick(["$in", "$nin"])]: some(["a", "b", "c"], 2) }),
    () => ({ $type: pick(["array", "null"]) }),
    () => ({ $not: { $size: below(3) } }),
  ])();
}

function condition(depth) {
  const entries = [];
  for (let count = 1 + below(2); count > 0; count -= 1) {
    const kind = below(depth > 0 ? 10 : 5);
    if (kind < 5) {
      const name = pick(Object.keys(fields));
      entries.push([name, fields[name].test()]);
    } else if (kind === 5) entries.push(["$not", condition(depth - 1)]);
    else if (kind === 6) entries.push(["$savedGroup", pick([{ id: "grown" }, { id: "teams" }, { id: "teams", attributeKey: "country" }])]);
    else entries.push([pick(["$and", "$or", "$nor"]), Array.from({ length: below(3) }, () => condition(depth - 1))]);
  }
  return Object.fromEntries(entries);
}

function attributes() {
  const found = {};
  for (const [name, { value }] of Object.entries(fields)) {
    const fate = below(8);
    if (fate === 0) continue;
    const drawn = fate === 1 ? null : value();
    if (name === "device.os") found.device = { os: drawn };
    else found[name] = drawn;
  }
  return pick([found, found, { ...found, plan: pick(plans) }]);
}

const lines = Array.from({ length: cases }, () => {
  const written = condition(2);
  const known = attributes();
  return JSON.stringify([written, known, evalCondition(known, written, savedGroups)]);
});
const { version: peer, license } = packages.get("@growthbook/growthbook");
const head = { made: "scripts/bench/peers/growthbook-conditions.mjs", evaluator: `@growthbook/growthbook ${peer} (${license})`, columns: ["condition", "attributes", "met"], savedGroups };
const file = join(root, "packages/experiments/test/growthbook/vectors/conditions.json");
writeFileSync(file, `${JSON.stringify(head).slice(0, -1)},"cases":[\n${lines.join(",\n")}\n]}\n`);
console.log(`wrote ${cases} cases to ${file}`);
