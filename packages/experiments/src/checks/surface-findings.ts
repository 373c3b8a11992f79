import { nearestWord } from "../config/nearest-word.ts";
import type { SurfaceDefinition } from "../config/surface-definition.ts";
import type { Finding } from "../config/yaml-file.ts";
import type { ExperimentEntry } from "../schemas/experiment-schema.ts";

/** What surfaces.yaml says, or that there is none. */
export interface KnownSurfaces {
  readonly surfaces: ReadonlyMap<string, SurfaceDefinition>;
  /** Units beside those that are everywhere; null when the file cannot be read, so that any may be meant. */
  readonly units: readonly string[] | null;
  readonly declared: boolean;
}

const untouchable = ["legal", "terms", "privacy", "consent", "payment"];
const everywhereUnits = ["identity", "anonymous", "session"];

/**
 * Whether an experiment may run where it says, on the unit it says.
 *
 * Surfaces with legal, terms, privacy, consent or payment as a word of their name are protected
 * with or without surfaces.yaml: no experiment changes legal text. Those that hold one of these in
 * another spelling (`paymentMethod`, `cookieconsent`) are too, unless surfaces.yaml says
 * `protected: false` of them: `paralegal-jobs` is no legal text.
 */
export function surfaceFindings(entry: ExperimentEntry, known: KnownSurfaces): readonly Finding[] {
  return [...placeFindings(entry, known), ...unitFindings(entry, known)];
}

function placeFindings({ surface }: ExperimentEntry, { surfaces, declared }: KnownSurfaces): readonly Finding[] {
  const path = ["surface"];
  const word = surface.toLowerCase().split(/[^a-z0-9]+/).find((part) => untouchable.includes(part));
  if (word !== undefined) {
    return [{ path, expected: `a surface other than ${untouchable.join(", ")}, on which nothing may be tried out`, got: surface }];
  }
  const found = surfaces.get(surface);
  const letters = surface.toLowerCase().replaceAll(/[^a-z0-9]+/g, "");
  const held = untouchable.find((part) => letters.includes(part));
  if (held !== undefined && found?.protected !== false) {
    return [{ path, expected: `a surface without ${held} in its name, or protected: false beside it in surfaces.yaml when nothing of the kind is on it`, got: surface }];
  }
  if (found?.protected === true) {
    return [{ path, expected: "a surface that is not protected in surfaces.yaml", got: surface }];
  }
  if (found !== undefined || !declared) return [];
  const nearest = nearestWord(surface, [...surfaces.keys()]);
  return [{
    path,
    expected: "a surface listed in surfaces.yaml",
    got: `unknown surface ${surface}`,
    ...(nearest === undefined ? {} : { hint: `did you mean ${nearest}?` }),
  }];
}

function unitFindings({ unit = "identity" }: ExperimentEntry, { units }: KnownSurfaces): readonly Finding[] {
  if (units === null) return [];
  const allowed = [...everywhereUnits, ...units];
  if (allowed.includes(unit)) return [];
  return [{ path: ["unit"], expected: `one of ${allowed.join(", ")} (more under units in surfaces.yaml)`, got: unit }];
}
