import { assign } from "@liftproof/assignment";
import { configJsonSchemas, loadExperiments, lockFileText } from "@liftproof/experiments";
import type { ConfigFault, ConfigFile, ConfigOptions } from "@liftproof/experiments";
import { sizeRate } from "@liftproof/mde";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changed, checkoutFile, checkoutText, metricsText, references } from "./valid-files.ts";

const faultsOf = (files: readonly ConfigFile[], options: ConfigOptions = references): readonly ConfigFault[] => {
  const { experiments, faults } = loadExperiments(files, options);
  for (const file of files) {
    if (faults.some((fault) => fault.file === file.path)) expect(experiments.filter((one) => one.file === file.path)).toEqual([]);
  }
  return faults;
};
const only = (file: ConfigFile, options: ConfigOptions = references): ConfigFault => {
  const faults = faultsOf([file], options);
  expect(faults.map(({ message }) => message)).toHaveLength(1);
  return faults[0]!;
};

describe("a valid file", () => {
  const { experiments, metrics, faults } = loadExperiments([checkoutFile], references);
  const [experiment] = experiments;

  test("example: loads without a fault, defaults filled in", () => {
    expect(faults).toEqual([]);
    expect(experiment).toMatchObject({
      expId: "checkout_cta", control: "control", salt: "checkout_cta", coverage: 0.8, unit: "identity", status: "running",
      decision: { rule: "fixed", estimate: "raw" }, startUs: Date.UTC(2026, 11, 1) * 1000, endUs: Date.UTC(2026, 11, 29) * 1000,
      gate: { verdict: "pass", override: null }, publicSeo: false, file: checkoutFile.path,
    });
    expect(experiment?.targeting).toEqual({ country: { $in: ["DE", "FR", "NO"] }, appVersion: { $vgte: "2.3.0" } });
  });

  test("example: the definition is what assign takes", () => {
    const reasons = new Set(Array.from({ length: 50 }, (_, index) =>
      assign(experiment!, `u${index}`, { country: "NO", appVersion: "2.10.0" }, { nowUs: Date.UTC(2026, 11, 2) * 1000 }).reason));
    expect(reasons).toEqual(new Set(["assigned", "outside_layer", "outside_coverage"]));
    expect(assign(experiment!, "u1", { country: "US" }).reason).toBe("not_targeted");
  });

  test("example: metrics carry their sources and windows", () => {
    expect(metrics.map(({ name, kind, aggregation }) => [name, kind, aggregation])).toEqual([
      ["order_rate", "rate", "any"], ["refund_rate", "rate", "any"], ["revenue", "mean", "sum"], ["basket", "ratio", "sum"], ["slow", "quantile", "last"], ["load_time", "quantile", "last"],
    ]);
    expect(metrics[0]?.windowUs).toBe(14 * 86_400_000_000);
    expect(metrics[3]?.denominator).toEqual({ event: "order.created", value: null, aggregation: "count" });
  });

  test("example: a later phase has a salt of its own; public surfaces are marked; surfaces.yaml may be absent", () => {
    const other = loadExperiments([changed(["phase: 1", "phase: 3"], ["surface: checkout", "surface: home"])], references);
    expect(other.experiments[0]).toMatchObject({ salt: "checkout_cta#3", publicSeo: true });
    const { metrics: metricsFile } = references;
    expect(loadExperiments([changed(["surface: checkout", "surface: anywhere"])], { metrics: metricsFile! }).faults).toEqual([]);
  });

  test("example: metrics may be written where they are used", () => {
    const inline = changed(["primary_metric: order_rate", "primary_metric: { name: signups, kind: rate, event: user.signup, direction: up }"]);
    const loaded = loadExperiments([inline], references);
    expect(loaded.faults).toEqual([]);
    expect(loaded.experiments[0]?.primaryMetric).toBe("signups");
    expect(loaded.metrics.at(-1)).toMatchObject({ name: "signups", event: "user.signup" });
    const unsaid = loadExperiments([changed(["primary_metric: order_rate", "primary_metric: { name: converts, kind: rate, direction: up }"])], references);
    expect([unsaid.faults, unsaid.metrics.at(-1)]).toEqual([[], expect.objectContaining({ name: "converts", event: "checkout.complete", aggregation: "any" })]);
  });
});

describe("faults fail closed with file, line, key, expected and got", () => {
  const table: readonly (readonly [string, readonly (readonly [string, string])[], Partial<ConfigFault>])[] = [
    ["unknown key", [["coverage: 0.8", "covrage: 0.8"]], { line: 7, column: 1, key: "covrage", expected: "a known key", got: "unknown key covrage" }],
    ["unknown key below", [["mde: 0.1", "mdee: 0.1"]], { line: 14, key: "sizing.mdee", got: "unknown key mdee" }],
    ["wrong kind", [["coverage: 0.8", "coverage: most"]], { line: 7, key: "coverage", expected: "a share in [0, 1]", got: '"most"' }],
    ["out of range", [["coverage: 0.8", "coverage: 1.2"]], { line: 7, key: "coverage", expected: "a share in [0, 1]", got: "1.2" }],
    ["missing key", [["status: running\n", ""]], { line: 1, key: "status", got: "nothing" }],
    ["bad id", [["exp_id: checkout_cta", "exp_id: Checkout CTA"]], { line: 1, key: "exp_id", got: '"Checkout CTA"' }],
    ["weights that do not match", [["weights: [50, 50]", "weights: [50, 25, 25]"]], { line: 6, key: "weights", expected: "2 weights, one per variant", got: "3 weights" }],
    ["weight of zero", [["weights: [50, 50]", "weights: [100, 0]"]], { line: 6, key: "weights[1]", expected: "a positive number", got: "0" }],
    ["variant twice", [["[control, short_form]", "[control, control]"]], { line: 5, key: "variants[1]", got: "control again" }],
    ["one variant", [["[control, short_form]", "[control]"], ["[50, 50]", "[50]"]], { line: 5, key: "variants", expected: "at least two variants" }],
    ["control of no variant", [["phase: 1", "phase: 1\ncontrol: old"]], { key: "control", expected: "one of control, short_form", got: "old" }],
    ["slots reversed", [["slots: [0, 0.5]", "slots: [0.5, 0]"]], { line: 8, key: "layer.slots", got: "[0.5, 0]" }],
    ["unknown operator", [["$vgte", "$vgt3"]], { line: 11, key: "targeting.appVersion.$vgt3", expected: "a known operator", got: "unknown operator $vgt3" }],
    ["regex without a matcher", [['{ $vgte: "2.3.0" }', '{ $regex: "^2" }']], { line: 11, key: "targeting.appVersion.$regex" }],
    ["weight without an end", [["[50, 50]", "[50, .inf]"]], { line: 6, key: "weights[1]", got: "Infinity" }],
    ["version that YAML has read as a number", [['"2.3.0"', "2.10"]], { line: 11, key: "targeting.appVersion.$vgte", expected: "a version in quotes", got: "the number 2.1" }],
    ["version without a number", [['appVersion: { $vgte: "2.3.0" }', '$or: [{ a: { $not: { $vlt: latest } } }, { b: { $eq: { $veq: 2 } } }]']], { line: 11, key: "targeting.$or[0].a.$not.$vlt", expected: 'a version such as "2.3.0"', got: '"latest"' }],
    ["operand of the wrong shape", [["$in: [DE, FR, NO]", "$in: DE"]], { line: 10, key: "targeting.country.$in", expected: "a list of one value or more", got: "DE" }],
    ["unknown surface", [["surface: checkout", "surface: chekout"]], { line: 3, key: "surface", got: "unknown surface chekout" }],
    ["protected surface", [["surface: checkout", "surface: imprint"]], { line: 3, key: "surface", expected: "a surface that is not protected in surfaces.yaml" }],
    ["undeclared unit", [["unit: identity", "unit: basket"]], { line: 4, key: "unit", got: "basket" }],
    ["unknown metric", [["primary_metric: order_rate", "primary_metric: order_rat"]], { line: 12, key: "primary_metric", got: "unknown metric order_rat" }],
    ["unknown guardrail", [["[refund_rate]", "[refund_rate, page_weight]"]], { line: 13, key: "guardrails[1]", got: "unknown metric page_weight" }],
    ["guardrail without a margin", [["[refund_rate]", "[revenue]"]], { line: 13, key: "guardrails[0]", got: "a metric without one" }],
    ["guardrail that is the primary metric", [["primary_metric: order_rate", "primary_metric: refund_rate"]], { line: 13, key: "guardrails[0]" }],
    ["bad inline metric", [["primary_metric: order_rate", "primary_metric: { name: x, kind: rat, event: a.b, direction: up }"]], { line: 12, key: "primary_metric.kind", got: '"rat"' }],
    ["a mean without an event", [["primary_metric: order_rate", "primary_metric: { name: own, kind: mean, direction: up }"]], { line: 12, key: "primary_metric.event", got: "nothing" }],
    ["inline name taken", [["primary_metric: order_rate", "primary_metric: { name: revenue, kind: rate, event: a.b, direction: up }"]], { line: 12, key: "primary_metric.name" }],
    ["gate failed", [["daily_units: 20000", "daily_units: 200"]], { line: 14, key: "sizing", expected: "an answer within max_days (28)" }],
    ["no sizing", [["sizing: { baseline: 0.041, mde: 0.1, power: 0.8, alpha: 0.05, daily_units: 20000 }\n", ""]], { line: 1, key: "sizing", got: "none" }],
    ["no end", [[", max_days: 28", ""]], { line: 14, key: "sizing" }],
    ["impossible sizing", [["baseline: 0.041", "baseline: 1.041"]], { line: 14, key: "sizing" }],
    ["impossible date", [["2026-12-01", "2026-02-30"]], { line: 15, key: "schedule.start", got: '"2026-02-30"' }],
    ["unknown prerequisite", [["phase: 1", "prerequisites: [{ exp_id: gone, variants: [on] }]"]], { line: 16, key: "prerequisites[0].exp_id", got: "gone" }],
    ["own prerequisite", [["phase: 1", "prerequisites: [{ exp_id: checkout_cta, variants: [control] }]"]], { line: 16, key: "prerequisites[0].exp_id" }],
    ["rate in a currency", [["primary_metric: order_rate", "primary_metric: { name: own, kind: rate, event: order.created, direction: up, currency: EUR }"]], { line: 12, key: "primary_metric.currency", got: "EUR" }],
    ["short override", [["daily_units: 20000", "override: ok"]], { line: 14, key: "sizing.override" }],
    ["rule without its data", [["phase: 1", "decision: { rule: bayesian }"], ["primary_metric: order_rate", "primary_metric: revenue"], ["power: 0.8", "sd: 0.1"]], { line: 16, key: "decision.rule", got: "bayesian" }],
    ["rule that has no such estimate", [["phase: 1", "decision: { rule: sequential, estimate: cuped }"]], { line: 16, key: "decision.estimate", got: "cuped" }],
    ["history that shortens nothing", [["power: 0.8", "power: 0.8, cuped_r2: 0.4"]], { line: 14, key: "sizing.cuped_r2", expected: "decision.estimate: cuped beside it, because the raw estimate gains nothing from history", got: "0.4" }],
    ["history under a rule that reads none", [["power: 0.8", "power: 0.8, cuped_r2: 0.4"], ["phase: 1", "decision: { rule: sequential }"]], { line: 14, key: "sizing.cuped_r2", expected: "none, because the rule sequential reads the raw estimate" }],
    ["guardrail the rule cannot read", [["guardrails: [refund_rate]", "guardrails: [refund_rate, slow]\ndecision: { rule: sequential }"], ["daily_units: 20000", "daily_units: 60000"]], { line: 13, key: "guardrails[1]", got: "the quantile slow" }],
    ["sequential gate failed", [["daily_units: 20000", "daily_units: 10000"], ["phase: 1", "decision: { rule: sequential }"]], { line: 14, key: "sizing", expected: "an answer within max_days (28)" }],
    ["key that would vanish", [["country: {", "__proto__: {"]], { line: 10, column: 3, key: "__proto__" }],
    ["id that would vanish", [["exp_id: checkout_cta", "exp_id: __proto__"]], { line: 1, key: "exp_id" }],
    ["key twice", [["phase: 1", "coverage: 0.1"]], { line: 16, column: 1, key: "", expected: "each key once", got: "coverage again" }],
    ["bracket that is not closed", [["weights: [50, 50]", "weights: [50, 50"]], { line: 7, key: "", expected: "a closing ]", got: "none" }],
    ["quote that is not closed", [['"2.3.0"', '"2.3.0']], { key: "", expected: 'a closing "', got: "none" }],
    ["two documents", [["status: running", "status: running\n---\nstatus: draft"]], { line: 19, key: "", expected: "one document in a file", got: "a second one after ---" }],
    ["tab", [["  country:", "\tcountry:"]], { line: 10, key: "", expected: "spaces before a key", got: "a tab" }],
    ["second colon", [["surface: checkout", "surface: shop: checkout"]], { line: 3, column: 10, key: "", got: "a second colon" }],
    ["tag", [["weights: [50, 50]", "weights: !include w.yaml"]], { line: 6, column: 10, key: "", got: '"!include"' }],
    ["alias of nothing", [["weights: [50, 50]", "weights: *w"]], { line: 6, column: 10, key: "" }],
  ];

  test.each(table)("edge: %s", (_, replacements, expected) => {
    const fault = only(changed(...replacements));
    expect(fault).toMatchObject(expected);
    expect(fault.message).toContain(`${checkoutFile.path}:${fault.line}:${fault.column}: `);
    expect(fault.message).toContain(`expected ${fault.expected}, got ${fault.got}`);
  });

  test("example: a near miss is named", () => {
    expect(only(changed(["coverage: 0.8", "covrage: 0.8"])).message).toMatch(/did you mean coverage\?$/);
    expect(only(changed(["$vgte", "$vgt3"])).message).toMatch(/did you mean \$vgte?\?$/);
    expect(only(changed(["mde: 0.1", "mdee: 0.1"])).message).toMatch(/did you mean mde\?$/);
  });

  test("edge: another spelling of a legal surface is protected until surfaces.yaml says it is none", () => {
    for (const surface of ["payments", "paymentMethod", "privacyPolicy", "Consents", "cookieconsent", "legalnotice", "termsofservice"]) {
      const file = changed(["surface: checkout", `surface: ${surface}`]);
      const listed = (more: string): ConfigOptions => ({ ...references, surfaces: { path: "s.yaml", text: `surfaces: [{ name: ${surface}${more} }]` } });
      expect(only(file, { metrics: references.metrics! }).key, surface).toBe("surface");
      expect(only(file, listed("")).expected).toContain("protected: false");
      expect(loadExperiments([file], listed(", protected: false")).faults).toEqual([]);
    }
  });

  test("edge: the sizing gate counts nobody of the holdout", () => {
    const held = (share: number): ConfigFile => changed(["layer: {", `holdout: { id: global, share: ${share} }\nlayer: {`]);
    const daysOf = (file: ConfigFile): number => loadExperiments([file], references).experiments[0]!.gate.sizing!.days!;
    expect(daysOf(held(0.5)) / daysOf(changed())).toBeCloseTo(2, 0);
    expect(only(held(1)).expected).toMatch(/traffic|below 1/);
  });

  test("edge: coverage rises within a phase and does not fall", () => {
    const lock = { path: "l.json", text: lockFileText(loadExperiments([checkoutFile], references).experiments) };
    expect(only(changed(["coverage: 0.8", "coverage: 0.7"]), { ...references, lock })).toMatchObject({ line: 7, key: "coverage", got: "0.7" });
    expect(loadExperiments([changed(["coverage: 0.8", "coverage: 0.9"])], { ...references, lock }).faults).toEqual([]);
    const older = { path: "l.json", text: lock.text.replace(/ *"coverage": 0.8,\n/, "") };
    expect(older.text).not.toBe(lock.text);
    expect(loadExperiments([changed(["coverage: 0.8", "coverage: 0.7"])], { ...references, lock: older }).faults).toEqual([]);
  });

  test("edge: legal surfaces are protected with or without surfaces.yaml", () => {
    for (const surface of ["legal", "terms", "privacy", "consent", "payment", "checkout.payment", "Legal/imprint", "cookie-consent"]) {
      const { metrics } = references;
      expect(only(changed(["surface: checkout", `surface: ${surface}`]), { metrics: metrics! }).key).toBe("surface");
      const surfaces = { path: "s.yaml", text: `surfaces: [{ name: payment }, { name: legal }]` };
      expect(only(changed(["surface: checkout", `surface: ${surface}`]), { ...references, surfaces }).key).toBe("surface");
    }
  });

  test("law: the gate asks for what sizing asks for by the declared rule: a look on each day, history only where it decides", () => {
    const plan = { baseline: 0.041, mdeRelative: 0.1, guardrails: 1, weights: { control: 50, short_form: 50 }, control: "control", trafficShare: 0.4, maxDays: 28 };
    fc.assert(
      fc.property(fc.integer({ min: 3000, max: 40_000 }), fc.constantFrom(0, 0.3, 0.6), fc.constantFrom("fixed", "sequential", "bayesian"), fc.constantFrom("raw", "cuped"), (dailyUnits, cupedR2, rule, estimate) => {
        const file = changed(["status: running", "status: draft"], ["daily_units: 20000", `daily_units: ${dailyUnits}, cuped_r2: ${cupedR2}`], ["phase: 1", `decision: { rule: ${rule}, estimate: ${estimate} }`]);
        const { experiments } = loadExperiments([file], { ...references, checks: "assignment" });
        const asked = sizeRate({ ...plan, dailyUnits, ...(rule === "sequential" ? { sequentialLooks: 28 } : {}), cupedR2: rule === "fixed" && estimate === "cuped" ? cupedR2 : 0 });
        expect(experiments[0]?.gate).toEqual({ verdict: asked.gate, sizing: asked, override: null });
      }),
      { numRuns: 25 },
    );
    const enough = [["daily_units: 20000", "daily_units: 10000"]] as const;
    expect([faultsOf([changed(...enough)]).length, faultsOf([changed(...enough, ["phase: 1", "decision: { rule: sequential }"])]).length]).toEqual([0, 1]);
  });

  test("edge: history shortens an experiment that decides by it", () => {
    const sized = (replacement: string): number => loadExperiments([changed(["power: 0.8", replacement], ["phase: 1", "decision: { estimate: cuped }"])], references).experiments[0]?.gate.sizing?.units ?? 0;
    expect(sized("power: 0.8, cuped_r2: 0.4") / sized("power: 0.8")).toBeCloseTo(0.6, 2);
    expect(faultsOf([changed(["power: 0.8", "power: 0.8, cuped_r2: 0"])])).toEqual([]);
  });

  test("edge: a written reason overrides a failed gate and is kept", () => {
    const file = changed(["daily_units: 20000", "daily_units: 200, override: legal deadline on 5 January"]);
    expect(loadExperiments([file], references).experiments[0]?.gate).toMatchObject({ verdict: "overridden", override: "legal deadline on 5 January" });
    const unsized = changed(["sizing: { baseline: 0.041, mde: 0.1, power: 0.8, alpha: 0.05, daily_units: 20000 }", "sizing: { override: rolling back a defect }"]);
    expect(loadExperiments([unsized], references).experiments[0]?.gate).toMatchObject({ verdict: "overridden", sizing: null });
  });

  test("edge: a draft needs no gate; a mean needs its deviation", () => {
    expect(loadExperiments([changed(["status: running", "status: draft"], ["daily_units: 20000", "daily_units: 200"])], references).experiments[0]?.gate.verdict).toBe("fail");
    const mean = [["primary_metric: order_rate", "primary_metric: revenue"], ["baseline: 0.041", "baseline: 1900"]] as const;
    expect(only(changed(...mean)).expected).toContain("sd in the sizing block");
    expect(faultsOf([changed(...mean, ["power: 0.8", "sd: 4000"])])).toEqual([]);
  });

  test("edge: assignment alone needs neither metrics nor a gate, and everything else", () => {
    const bare = changed(["sizing: { baseline: 0.041, mde: 0.1, power: 0.8, alpha: 0.05, daily_units: 20000 }\n", ""]);
    const { experiments, faults } = loadExperiments([bare], { checks: "assignment" });
    expect([faults, experiments.length, experiments[0]?.gate.verdict]).toEqual([[], 1, "none"]);
    expect(only(changed(["weights: [50, 50]", "weights: [50]"]), { checks: "assignment" }).key).toBe("weights");
  });

  test("edge: one exp_id in two files serves neither", () => {
    const files = [checkoutFile, { path: "copy.yaml", text: checkoutText.replace("slots: [0, 0.5]", "slots: [0.5, 1]") }];
    const { experiments, faults } = loadExperiments(files, references);
    expect(experiments).toEqual([]);
    expect(faults.map(({ file, key }) => [file, key])).toEqual([[checkoutFile.path, "exp_id"], ["copy.yaml", "exp_id"]]);
  });

  test("edge: slots of one layer may touch, not overlap, unless one experiment has ended", () => {
    const other = (slots: string, status = "running"): ConfigFile => ({
      path: "other.yaml",
      text: checkoutText.replace("exp_id: checkout_cta", "exp_id: other").replace("[0, 0.5]", slots).replace("status: running", `status: ${status}`),
    });
    expect(faultsOf([checkoutFile, other("[0.5, 1]")])).toEqual([]);
    expect(faultsOf([checkoutFile, other("[0.4999, 1]")]).map(({ key }) => key)).toEqual(["layer.slots", "layer.slots"]);
    expect(faultsOf([checkoutFile, other("[0, 1]", "stopped")])).toEqual([]);
    const household = { ...other("[0.5, 1]"), text: other("[0.5, 1]").text.replace("unit: identity", "unit: household") };
    expect(faultsOf([checkoutFile, household]).map(({ key }) => key)).toEqual(["unit", "unit"]);
  });

  test("edge: prerequisites in a circle are found on every experiment of it", () => {
    const circle = ["a", "b"].map((id, index) => ({
      path: `${id}.yaml`,
      text: checkoutText.replace("exp_id: checkout_cta", `exp_id: ${id}`).replace(/layer:.*\n/, "")
        .replace("phase: 1", `prerequisites: [{ exp_id: ${["b", "a"][index]}, variants: [short_form] }]`),
    }));
    expect(faultsOf(circle).map(({ file, key }) => [file, key])).toEqual([["a.yaml", "prerequisites[0].exp_id"], ["b.yaml", "prerequisites[0].exp_id"]]);
  });

  test("edge: faults in metrics.yaml, surfaces.yaml and the lock file stop everything", () => {
    const broken: ConfigOptions[] = [
      { ...references, metrics: { path: "m.yaml", text: metricsText.replace("kind: rate", "kind: rates") } },
      { ...references, metrics: { path: "m.yaml", text: metricsText.replace("name: refund_rate", "name: order_rate") } },
      { ...references, metrics: { path: "m.yaml", text: `${metricsText}  - { name: r, kind: ratio, event: a.b, direction: up }\n` } },
      { ...references, surfaces: { path: "s.yaml", text: "surfaces: [{ name: checkout, public: true }]" } },
      { ...references, lock: { path: "lock.json", text: "{}" } },
    ];
    for (const options of broken) {
      const { experiments, faults } = loadExperiments([checkoutFile], options);
      expect(faults.length).toBeGreaterThan(0);
      expect(experiments).toEqual([]);
    }
  });

  test("law: no text raises an exception, and a file is either served or faulted", () => {
    const lines = checkoutText.split("\n");
    const mangled = fc.tuple(fc.nat({ max: lines.length - 1 }), fc.constantFrom("drop", "double", "cut", "junk"), fc.string({ maxLength: 12 })).map(([at, how, junk]) => {
      const copy = [...lines];
      if (how === "drop") copy.splice(at, 1);
      if (how === "double") copy.splice(at, 0, lines[at]!);
      if (how === "cut") copy[at] = lines[at]!.slice(0, lines[at]!.length / 2);
      if (how === "junk") copy[at] = lines[at]!.replace(/: .*/, () => `: ${junk}`);
      return copy.join("\n");
    });
    fc.assert(
      fc.property(fc.oneof(mangled, fc.string(), fc.jsonValue().map((value) => JSON.stringify(value))), (text) => {
        const { experiments, faults } = loadExperiments([{ path: "x.yaml", text }], references);
        expect(experiments.length === 1).toBe(faults.length === 0);
        for (const { line, column, file, expected, got } of faults) {
          expect(line >= 1 && column >= 1 && line <= text.split("\n").length + 1).toBe(true);
          expect([file, expected !== "", got !== ""]).toEqual(["x.yaml", true, true]);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe("the lock file", () => {
  const locked = lockFileText(loadExperiments([checkoutFile], references).experiments);
  const withLock: ConfigOptions = { ...references, lock: { path: "experiments.lock.json", text: locked } };

  test("edge: a running experiment may raise its coverage, and change nothing that moves units", () => {
    expect(faultsOf([checkoutFile], withLock)).toEqual([]);
    expect(faultsOf([changed(["coverage: 0.8", "coverage: 1"])], withLock)).toEqual([]);
    const changes: readonly (readonly [string, string, string])[] = [
      ["weights: [50, 50]", "weights: [60, 40]", "weights"], ["short_form]", "long_form]", "variants"], ["[DE, FR, NO]", "[DE]", "targeting"],
      ["hash_version: 1", "salt: other", "salt"], ["unit: identity", "unit: session", "unit"], ["[0, 0.5]", "[0, 0.6]", "layer"],
      ["hash_version: 1", "holdout: { id: year, share: 0.1 }", "holdout"], ["hash_version: 1", "control: short_form", "control"],
    ];
    for (const [from, to, key] of changes) {
      const fault = only(changed([from, to]), withLock);
      expect(fault.key).toBe(key);
      expect(fault.expected).toContain("phase: 2");
      const next = changed([from, to], ["phase: 1", "phase: 2"]);
      expect(faultsOf([next], withLock)).toEqual([]);
      expect(only(changed([from, to], ["phase: 1", "phase: 3"]), withLock).key).toBe("phase");
    }
  });

  test("edge: a killed phase does not run again, the next one may", () => {
    const killed = lockFileText(loadExperiments([changed(["status: running", "status: killed"])], references).experiments);
    const lock = { ...references, lock: { path: "l", text: killed } };
    expect(only(checkoutFile, lock)).toMatchObject({ key: "status", expected: "killed as locked, or phase: 2, for a killed phase does not run again" });
    expect(faultsOf([changed(["phase: 1", "phase: 2"])], lock)).toEqual([]);
  });

  test("edge: a phase does not go back; a locked draft may change", () => {
    const later = lockFileText(loadExperiments([changed(["phase: 1", "phase: 2"])], references).experiments);
    expect(only(checkoutFile, { ...references, lock: { path: "l", text: later } }).key).toBe("phase");
    const draft = lockFileText(loadExperiments([changed(["status: running", "status: draft"])], references).experiments);
    expect(faultsOf([changed(["weights: [50, 50]", "weights: [60, 40]"])], { ...references, lock: { path: "l", text: draft } })).toEqual([]);
  });

  test("law: equal definitions give equal bytes in any order", () => {
    const other = { path: "o.yaml", text: checkoutText.replace("exp_id: checkout_cta", "exp_id: other").replace(/layer:.*\n/, "") };
    const { experiments } = loadExperiments([checkoutFile, other], references);
    expect(experiments).toHaveLength(2);
    expect(lockFileText(experiments.toReversed())).toBe(lockFileText(experiments));
    expect(Object.keys((JSON.parse(lockFileText(experiments)) as { experiments: object }).experiments)).toEqual(["checkout_cta", "other"]);
  });
});

describe("JSON Schema for editors", () => {
  test("edge: keys are closed and the required ones are named", () => {
    const { experiment, metrics, surfaces } = configJsonSchemas();
    expect(experiment["additionalProperties"]).toBe(false);
    expect(experiment["required"]).toEqual(["exp_id", "surface", "variants", "weights", "primary_metric", "status"]);
    expect(Object.keys(metrics["properties"] as object)).toEqual(["metrics", "events"]);
    expect(Object.keys(surfaces["properties"] as object)).toEqual(["surfaces", "units"]);
    expect(JSON.parse(JSON.stringify(experiment))).toEqual(experiment);
  });
});
