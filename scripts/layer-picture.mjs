/** Draws scripts/layers.cjs as a Mermaid graph into docs/concepts/layers.md when run; the check compares the two. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import layers from "./layers.cjs";
import { root } from "./process.mjs";

export const layerPictureFile = join(root, "docs/concepts/layers.md");
const fence = /```mermaid\n[\s\S]*?```/;

export function layerPicture() {
  const lines = ["```mermaid", "graph BT"];
  for (const [name, allowed] of Object.entries(layers)) {
    if (name === "testkit") continue;
    lines.push(`  ${name}`);
    for (const neighbour of nearest(allowed)) lines.push(`  ${name} ${neighbour.endsWith(typesOnly) ? "-.->|types|" : "-->"} ${bare(neighbour)}`);
  }
  return [...lines, "```"].join("\n");
}

const typesOnly = " (types)";
const bare = (neighbour) => neighbour.replace(typesOnly, "");

/** Leaves out what is reached through another neighbour anyway, so that the picture stays readable. */
function nearest(allowed) {
  const names = allowed.map(bare);
  return allowed.filter((candidate) => !names.some((other) => other !== bare(candidate) && reaches(other, bare(candidate))));
}

function reaches(from, to) {
  return layers[from].some((next) => bare(next) === to || reaches(bare(next), to));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const page = readFileSync(layerPictureFile, "utf8");
  writeFileSync(layerPictureFile, page.replace(fence, layerPicture()));
}
