/**
 * Every contender is prepared once with a complete configuration and no network, and then answers
 * `decide(experiment, id, country)` with the name of the variant, or null for a unit outside the
 * experiment, by the call that says most about why. Exposure is off wherever it can be.
 */
import { EventEmitter } from "node:events";
import { assign } from "@liftproof/assignment";
import { amplitudeConfig, eppoConfig, growthbookConfig, liftproofConfig, optimizelyConfig, unleashConfig } from "./configs.mjs";

/** Ours. */
export function liftproof() {
  const experiments = liftproofConfig();
  const context = { durableIdentity: true };
  return (name, id, country) => {
    const { variant, inExperiment } = assign(experiments[name], id, { country }, context);
    return inExperiment ? variant : null;
  };
}

/** GrowthBookClient.evalFeature says source, rule and the experiment's result. */
export function growthbook(load) {
  const { GrowthBookClient } = load("@growthbook/growthbook");
  const client = new GrowthBookClient().initSync({ payload: growthbookConfig() });
  return (name, id, country) => {
    const { value, source } = client.evalFeature(name, { attributes: { id, country } });
    return source === "experiment" ? value : null;
  };
}

/** EvaluationEngine.evaluate says the segment. */
export function amplitude(load) {
  const { EvaluationEngine } = load("@amplitude/experiment-core");
  const engine = new EvaluationEngine();
  const flags = amplitudeConfig();
  return (name, id, country) => {
    const { key } = engine.evaluate({ user: { user_id: id, country } }, flags[name])[name];
    return key === "off" ? null : key;
  };
}

/** EppoClient.getStringAssignmentDetails says the fate of every allocation. */
export function eppo(load) {
  const { EppoClient, MemoryOnlyConfigurationStore } = load("@eppo/js-client-sdk-common");
  const store = new MemoryOnlyConfigurationStore();
  void store.setEntries(eppoConfig());
  const client = new EppoClient({ flagConfigurationStore: store });
  // Without a logger it would keep every assignment for later.
  client.setAssignmentLogger({ logAssignment: () => {} });
  return (name, id, country) => {
    const { variation } = client.getStringAssignmentDetails(name, id, { country }, "none");
    return variation === "none" ? null : variation;
  };
}

/** Unleash.getVariant over a repository that holds the features says whether the feature is on. */
export function unleash(load) {
  const { Unleash } = load("unleash-client");
  const features = unleashConfig();
  const repository = Object.assign(new EventEmitter(), {
    getToggle: (name) => features[name],
    getToggles: () => Object.values(features),
    getSegment: () => undefined,
    start: async () => {},
    stop: () => {},
  });
  const client = new Unleash({ appName: "bench", url: "http://127.0.0.1:9/", repository, disableMetrics: true, disableAutoStart: true, skipInstanceCountWarning: true });
  // Until this event the client answers with the fallback.
  repository.emit("ready");
  return (name, userId, country) => {
    const { name: variant, enabled } = client.getVariant(name, { userId, properties: { country } });
    return enabled ? variant : null;
  };
}

/** decide says the rule and the variation; its list of reasons is off, as it is by default. */
export function optimizely(load) {
  const { createErrorNotifier, createInstance, createStaticProjectConfigManager, OptimizelyDecideOption } = load("@optimizely/optimizely-sdk");
  const client = createInstance({
    projectConfigManager: createStaticProjectConfigManager({ datafile: JSON.stringify(optimizelyConfig()) }),
    errorNotifier: createErrorNotifier({ handleError: () => {} }),
    disposable: true,
  });
  const options = [OptimizelyDecideOption.DISABLE_DECISION_EVENT];
  return (name, id, country) => client.createUserContext(id, { country }).decide(name, options).variationKey;
}
