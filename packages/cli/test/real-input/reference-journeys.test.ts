import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCommand } from "../run-command.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { dataFolder, hasData } from "./data-folder.ts";

const folder = temporaryFolder();

function table(name: string): Record<string, string>[] {
  const [head = "", ...lines] = readFileSync(join(dataFolder, "attribution", name), "utf8").trimEnd().split(/\r?\n/u);
  const names = head.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, column) => [names[column] ?? "", cell])));
}

/** One row per touch a minute apart, and the order an hour after the first. */
function touchRows(): string {
  const rows = table("dp6_mam_abc_input.csv").flatMap((journey, person) => {
    const touches = (journey["channels_agg"] ?? "").split(" > ").map((channel, minute) => `u${person},2026-01-01T00:0${minute}:00Z,${channel},0,`);
    return [...touches, `u${person},2026-01-01T01:00:00Z,,1,${journey["conversion_value"]}`];
  });
  return ["who,at,channel,conversion,value", ...rows].join("\n");
}

async function values(model: string, ...options: readonly string[]): Promise<Record<string, number>> {
  folder.write("touches.csv", touchRows());
  const argv = ["attribute", "touches.csv", "--identity", "who", "--time", "at", "--channel", "channel", "--conversion", "conversion", "--value", "value", "--model", model, "--json"];
  const { stdout, exitCode } = await runCommand([...argv, ...options], { cwd: folder.path });
  expect(exitCode).toBe(0);
  const { models } = JSON.parse(stdout) as { models: Record<string, { channel: string; value: number }[]> };
  return Object.fromEntries((models[model] ?? []).map(({ channel, value }) => [channel, value]));
}

describe.skipIf(!hasData("attribution"))("nine journeys with credits from DP6 Marketing-Attribution-Models", () => {
  test.each([
    ["first", [], "attribution_first_click_heuristic"],
    ["last", [], "attribution_last_click_heuristic"],
    ["last-non-direct", ["--direct", "A"], "attribution_last_click_non_A_heuristic"],
    ["linear", [], "attribution_linear_heuristic"],
    ["position", [], "attribution_position_based_0.4_0.2_0.4_heuristic"],
    ["markov:1", [], "attribution_markov_algorithmic"],
  ] as const)("vector: %s %s gives the same value to each channel", async (model, options, column) => {
    const found = await values(model, ...options);
    for (const row of table("dp6_mam_abc_expected.csv")) {
      expect(Math.abs((found[row["channels"] ?? ""] ?? 0) - Number(row[column]))).toBeLessThan(1e-9);
    }
  });
});

describe.skipIf(!hasData("attribution"))("thirty published cases of the default channel grouping", () => {
  test.each(["2023-11", "2026-05"])("vector: every case gives its channel under the edition of %s", async (edition) => {
    const cases = table("channel_grouping_cases.csv");
    const rows = cases.map(({ source = "", medium = "", campaign = "" }, person) => `p${person},2026-01-01T00:00:00Z,${source},${medium},${campaign}`);
    folder.write("cases.csv", ["who,at,source,medium,campaign", ...rows].join("\n"));
    folder.write("orders.csv", ["who,at,id", ...cases.map((_, person) => `p${person},2026-01-01T01:00:00Z,${String(person).padStart(2, "0")}`)].join("\n"));
    folder.write("edition.yaml", `channel_edition: ${edition}\n`);
    const argv = ["attribute", "cases.csv", "--identity", "who", "--time", "at", "--source", "source", "--medium", "medium", "--campaign", "campaign", "--orders", "orders.csv", "--order-id", "id", "--order-time", "at", "--rules", "edition.yaml", "--facts", "facts.ndjson"];
    expect((await runCommand(argv, { cwd: folder.path })).exitCode).toBe(0);
    const channels = readFileSync(join(folder.path, "facts.ndjson"), "utf8").trimEnd().split("\n").map((line) => (JSON.parse(line) as { channel: string }).channel);
    // A shop without a paid medium is Organic Shopping by Google's own text; the published case says Paid.
    const expected = cases.map(({ source, medium, expected_channel: channel }) => (channel === "Direct" ? "direct" : source === "alibaba" && medium === "" ? "Organic Shopping" : channel));
    expect(channels).toEqual(expected);
  });
});
