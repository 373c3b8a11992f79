/** One 50/50 experiment, and one for two countries, in the words of each SDK. */

/** The two countries of the targeted experiment. */
export const targetedCountries = ["DE", "FR"];
const variants = ["control", "short_form"];

/** Ours: experiment per name. */
export function liftproofConfig() {
  const experiment = { expId: "plain", status: "running", variants, weights: [50, 50] };
  return { plain: experiment, targeted: { ...experiment, expId: "targeted", targeting: { country: { $in: targetedCountries } } } };
}

/** An SDK payload. */
export function growthbookConfig() {
  const rule = { key: "plain", variations: variants, weights: [0.5, 0.5], coverage: 1, hashAttribute: "id", hashVersion: 2 };
  return {
    features: {
      plain: { defaultValue: "none", rules: [rule] },
      targeted: { defaultValue: "none", rules: [{ ...rule, key: "targeted", condition: { country: { $in: targetedCountries } } }] },
    },
  };
}

/** Flags per name, as the engine takes them. */
export function amplitudeConfig() {
  const flag = (key, conditions) => [{
    key,
    variants: { ...Object.fromEntries(variants.map((variant) => [variant, { key: variant, value: variant }])), off: { key: "off" } },
    segments: [
      {
        metadata: { segmentName: "everyone asked for" },
        ...(conditions === undefined ? {} : { conditions }),
        bucket: {
          selector: ["context", "user", "user_id"],
          salt: key,
          // The hash without its last two digits, cut in two halves.
          allocations: [{ range: [0, 100], distributions: [{ variant: variants[0], range: [0, 21474837] }, { variant: variants[1], range: [21474837, 42949673] }] }],
        },
      },
      { variant: "off" },
    ],
  }];
  return { plain: flag("plain"), targeted: flag("targeted", [[{ selector: ["context", "user", "country"], op: "is", values: targetedCountries }]]) };
}

/** Flags by key. */
export function eppoConfig() {
  const totalShards = 10_000;
  const shards = (key, [start, end]) => [{ salt: key, ranges: [{ start, end }] }];
  const flag = (key, rules) => ({
    key,
    enabled: true,
    variationType: "STRING",
    variations: Object.fromEntries(variants.map((variant) => [variant, { key: variant, value: variant }])),
    totalShards,
    allocations: [{
      key: "everyone-asked-for",
      ...(rules === undefined ? {} : { rules }),
      doLog: true,
      splits: [{ variationKey: variants[0], shards: shards(key, [0, 5_000]) }, { variationKey: variants[1], shards: shards(key, [5_000, totalShards]) }],
    }],
  });
  return { plain: flag("plain"), targeted: flag("targeted", [{ conditions: [{ attribute: "country", operator: "ONE_OF", value: targetedCountries }] }]) };
}

/** Features by name. */
export function unleashConfig() {
  const feature = (name, constraints) => ({
    name,
    enabled: true,
    strategies: [{
      name: "flexibleRollout",
      parameters: { rollout: "100", stickiness: "userId", groupId: name },
      constraints,
      variants: variants.map((variant) => ({ name: variant, weight: 500, stickiness: "userId" })),
    }],
  });
  return { plain: feature("plain", []), targeted: feature("targeted", [{ contextName: "country", operator: "IN", values: targetedCountries }]) };
}

/** A datafile. */
export function optimizelyConfig() {
  const experiment = (name, id, audienceIds) => ({
    id,
    key: name,
    layerId: `layer_${id}`,
    status: "Running",
    audienceIds,
    variations: variants.map((variant, at) => ({ id: `${id}0${at}`, key: variant, featureEnabled: true, variables: [] })),
    trafficAllocation: [{ entityId: `${id}00`, endOfRange: 5_000 }, { entityId: `${id}01`, endOfRange: 10_000 }],
    forcedVariations: {},
  });
  const condition = ["or", ...targetedCountries.map((value) => ({ type: "custom_attribute", name: "country", match: "exact", value }))];
  const experiments = [experiment("plain", "71", []), experiment("targeted", "72", ["9"])];
  return {
    version: "4", accountId: "1", projectId: "2", revision: "1", anonymizeIP: false, botFiltering: false,
    attributes: [{ id: "5", key: "country" }],
    audiences: [{ id: "9", name: "asked for", conditions: JSON.stringify(["and", condition]) }],
    typedAudiences: [{ id: "9", name: "asked for", conditions: ["and", condition] }],
    events: [], groups: [], rollouts: [], variables: [], experiments,
    featureFlags: experiments.map(({ id, key }) => ({ id: `f${id}`, key, rolloutId: "", experimentIds: [id], variables: [] })),
  };
}
