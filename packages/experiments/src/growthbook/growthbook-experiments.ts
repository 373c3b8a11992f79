import { stringify } from "yaml";
import type { ConfigFile } from "../config/config-file.ts";
import type { KeyPath } from "../config/yaml-file.ts";
import type { ExperimentEntry } from "../schemas/experiment-schema.ts";
import { growthbookExperiment, hashAttributeOf } from "./growthbook-experiment.ts";
import type { RuleSurroundings } from "./growthbook-experiment.ts";
import { keyText } from "./growthbook-remark.ts";
import type { GrowthbookRemark, Remark } from "./growthbook-remark.ts";
import { growthbookTaken } from "./growthbook-taken.ts";
import { isRecord } from "./is-record.ts";

/** What a payload does not say and an experiment file must. */
export interface GrowthbookOptions {
  /** Surface of all experiments. */
  readonly surface: string;
  /** Name of the primary metric of all experiments. */
  readonly metric: string;
  /** Unit by hash attribute, beside `id` (identity) and `deviceId` (anonymous). */
  readonly units?: Readonly<Record<string, string>>;
  /** Every service injects a linear-time matcher, so `$regex` may stay. False when absent. */
  readonly regex?: boolean;
}

/** Experiment files, and a line for every key of the payload that decides anything. */
export interface GrowthbookMigration {
  readonly files: readonly ConfigFile[];
  readonly remarks: readonly GrowthbookRemark[];
}

/**
 * Experiment files from a GrowthBook SDK payload, as drafts.
 *
 * A file is written only when everything that decides who is in the experiment, and in which share,
 * could be said; otherwise a remark is `refused` and says what stands against it. Every key of a
 * payload, of a feature and of an experiment rule has at least one remark.
 * A text that is no payload gives one `refused` remark and no file.
 */
export function growthbookExperiments({ path: file, text }: ConfigFile, options: GrowthbookOptions): GrowthbookMigration {
  const payload = parsed(text);
  if (!isRecord(payload) || !isRecord(payload["features"])) {
    const message = "expected the payload of an SDK connection, a JSON record with features; an encrypted one must be decrypted first";
    return { files: [], remarks: [{ file, key: "features", fate: "refused", message }] };
  }
  const remarks: Remark[] = payloadRemarks(payload);
  const converted = Object.entries(payload["features"]).flatMap(([name, feature]) =>
    experimentsOf(feature, { feature: name, path: ["features", name], support: supportOf(payload, options), options }, remarks));
  const files = apart(converted, remarks).map(({ entry, feature }): ConfigFile => ({
    path: `${entry.exp_id}.yaml`,
    text: `# From the GrowthBook feature ${JSON.stringify(feature)}; the values of its variations are the application's.\n${stringify(entry)}`,
  }));
  return { files, remarks: remarks.map(({ path, fate, message }) => ({ file, key: keyText(path), fate, message })) };
}

interface Converted {
  readonly entry: ExperimentEntry;
  readonly feature: string;
  readonly path: KeyPath;
}

interface FeaturePlace extends Pick<RuleSurroundings, "feature" | "path" | "support"> {
  readonly options: GrowthbookOptions;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function supportOf(payload: Readonly<Record<string, unknown>>, { regex }: GrowthbookOptions): RuleSurroundings["support"] {
  const { savedGroups } = payload;
  return { savedGroups: isRecord(savedGroups) ? savedGroups : {}, regex: regex ?? false };
}

function payloadRemarks(payload: Readonly<Record<string, unknown>>): Remark[] {
  const remarks: Remark[] = [];
  for (const [key, value] of Object.entries(payload)) {
    if (key === "features") continue;
    if (key === "savedGroups") remarks.push({ path: [key], fate: "mapped", message: "lists and conditions are written out where a condition names them" });
    else if (key === "experiments" && Array.isArray(value)) remarks.push(...value.map((one: unknown, index) => pageExperiment(one, [key, index])));
    else remarks.push({ path: [key], fate: "left", message: "says nothing of an experiment" });
  }
  return remarks;
}

/** Experiments that change pages by themselves: here an application decides what a variant shows. */
function pageExperiment(experiment: unknown, path: KeyPath): Remark {
  const text = JSON.stringify(experiment);
  const kind = text.includes('"urlRedirect"') ? "redirects to another address" : "changes the page";
  const name = isRecord(experiment) && typeof experiment["key"] === "string" ? `${experiment["key"]} ` : "";
  return { path, fate: "refused", message: `${name}${kind} by itself; write the change into the application and the experiment into a file of its own` };
}

function experimentsOf(feature: unknown, { feature: name, path, support, options }: FeaturePlace, remarks: Remark[]): Converted[] {
  if (!isRecord(feature)) {
    remarks.push({ path, fate: "refused", message: "expected a record" });
    return [];
  }
  for (const [key, value] of Object.entries(feature)) {
    if (key === "rules") continue;
    const message = key === "defaultValue" ? `the application serves ${JSON.stringify(value)} to who is in no experiment` : "says nothing of an experiment";
    remarks.push({ path: [...path, key], fate: "left", message });
  }
  const rules = Array.isArray(feature["rules"]) ? (feature["rules"] as readonly unknown[]) : [];
  if (rules.length === 0) remarks.push({ path: [...path, "rules"], fate: "left", message: "no experiment" });
  const units = { id: "identity", deviceId: "anonymous", ...options.units };
  const taken: { path: KeyPath; units: ReturnType<typeof growthbookTaken>; hashAttribute: string }[] = [];
  return rules.flatMap((rule, index) => {
    const here = [...path, "rules", index];
    if (!isRecord(rule)) {
      remarks.push({ path: here, fate: "refused", message: "expected a record" });
      return [];
    }
    const before = [...taken];
    taken.push({ path: here, units: growthbookTaken(rule, here, support), hashAttribute: hashAttributeOf(rule) });
    if (Object.hasOwn(rule, "force")) {
      remarks.push({ path: here, fate: "left", message: `no experiment: the application serves ${JSON.stringify(rule["force"])} to whom this rule is for` });
      return [];
    }
    const made = growthbookExperiment(rule, { feature: name, path: here, support, surface: options.surface, metric: options.metric, units, taken: before });
    remarks.push(...made.remarks);
    return made.entry === undefined ? [] : [{ entry: made.entry, feature: name, path: here }];
  });
}

/** Experiments whose names and layers do not collide; GrowthBook knows neither rule. */
function apart(converted: readonly Converted[], remarks: Remark[]): readonly Converted[] {
  const kept: Converted[] = [];
  for (const one of converted) {
    const same = kept.find(({ entry }) => entry.exp_id === one.entry.exp_id);
    const rival = kept.find(({ entry }) => collides(entry, one.entry));
    if (same !== undefined && alike(same.entry, one.entry)) {
      const names = same.entry.variants.join(", ");
      remarks.push({ path: one.path, fate: "mapped", message: `the same experiment as ${keyText(same.path)}; one file serves both features, with the variants ${names} in this order` });
    } else if (same !== undefined) {
      remarks.push({ path: [...one.path, "key"], fate: "refused", message: `${keyText(same.path)} has this key with another split or targeting; give each its own` });
    } else if (rival !== undefined) {
      remarks.push({ path: one.path, fate: "refused", message: `layer ${one.entry.layer?.id ?? ""} is shared with ${keyText(rival.path)}, and slots overlap or units differ: they would not exclude each other` });
    } else kept.push(one);
  }
  return kept;
}

/** GrowthBook lets one experiment decide several features, with values for each. */
function alike(one: ExperimentEntry, other: ExperimentEntry): boolean {
  return one.variants.length === other.variants.length && stringify({ ...one, variants: [] }) === stringify({ ...other, variants: [] });
}

function collides(one: ExperimentEntry, other: ExperimentEntry): boolean {
  if (one.layer === undefined || one.layer.id !== other.layer?.id) return false;
  if (one.unit !== other.unit) return true;
  return one.layer.slots[0] < other.layer.slots[1] && other.layer.slots[0] < one.layer.slots[1];
}
