import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { layerPicture, layerPictureFile } from "../layer-picture.mjs";
import layers from "../layers.cjs";
import { root } from "../process.mjs";

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const table = layers as Readonly<Record<string, readonly string[]>>;

describe("layers", () => {
  test("law: every package stands in the table, and the table names no other", () => {
    expect(readdirSync(join(root, "packages"), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort()).toEqual(Object.keys(table).sort());
  });

  test.each(Object.keys(table))("law: the manifest of %s declares only neighbours the table allows", (folder) => {
    const { dependencies = {} } = JSON.parse(readFileSync(join(root, "packages", folder, "package.json"), "utf8")) as Manifest;
    const allowed = (table[folder] ?? []).map((neighbour) => `@liftproof/${neighbour.replace(" (types)", "")}`);
    const declared = Object.keys(dependencies).filter((name) => name.startsWith("@liftproof/"));
    expect(declared.filter((name) => !allowed.includes(name))).toEqual([]);
  });

  test("law: no import crosses a layer, closes a cycle, or brings a platform into a pure package", () => {
    const checker = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
    const said = execFileSync(process.execPath, [checker, "--config", ".dependency-cruiser.cjs", "packages"], { cwd: root, encoding: "utf8" });
    expect(said).toContain("no dependency violations found");
  });

  test("law: the picture in the documents is drawn from the table", () => {
    expect(readFileSync(layerPictureFile, "utf8")).toContain(layerPicture());
  });
});
