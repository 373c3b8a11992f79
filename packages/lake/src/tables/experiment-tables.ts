import { columns } from "./columns.ts";
import type { TableDefinition } from "./table-definition.ts";

/** `lake.dim_experiment`: the arms of every experiment phase and their weights. */
export const dimExperimentTable: TableDefinition = {
  name: "dim_experiment",
  tier: "gold",
  comment: "One arm of one experiment phase.",
  grain: ["exp_id", "phase", "variant"],
  columns: columns("exp_id string, phase bigint, variant string, place bigint, weight real, is_control boolean, salt string, unit string, status string, question string, started_at timestamp, last_entered_at timestamp, changes_json string", {
    started_at: "First exposure of the phase, UTC; NULL before anybody was exposed.",
    last_entered_at: "When the latest unit was first exposed, UTC.",
    changes_json: "What decides the experiment and was changed while the phase ran, by the lock file: a list of reason and what stood there before; NULL without any.",
  }),
};

/** `lake.int_experiment_events`: what was decided for whom, and what they saw. */
export const intExperimentEventsTable: TableDefinition = {
  name: "int_experiment_events",
  tier: "gold",
  comment: "One reported assignment (exp.assign) or exposure (exp.view): hashed_id is the id that was hashed, unit_id who that is by now.",
  grain: ["event_id"],
  columns: columns(
    `event_id string, event_name string, exp_id string, phase bigint, variant string, unit_id string, hashed_id string, session_id string, reason string, hash_version bigint,
     at_us bigint, received_ts_us bigint, bot boolean`,
  ),
};

/** `lake.dim_identity_traits`: what units were given, for whoever has to keep giving it. */
export const dimIdentityTraitsTable: TableDefinition = {
  name: "dim_identity_traits",
  tier: "gold",
  comment: "The first reported assignment of one unit in one experiment phase; trait is exp:<exp_id>, unit_id the id that was hashed.",
  grain: ["unit_id", "trait", "phase"],
  columns: columns("unit_id string, identity_id string, trait string, phase bigint, variant string, hash_version bigint, assigned_at timestamp"),
};

/** `lake.fact_experiments`: who was exposed to what, and when first. */
export const factExperimentsTable: TableDefinition = {
  name: "fact_experiments",
  tier: "gold",
  comment: "One unit in one experiment phase, with its first exposure; units seen in two arms, from crossover_us on, and bots are marked and left out of results. hashed_id, session_id and conversion_id, the id of a conversion in that session, are of the first exposure.",
  grain: ["exp_id", "phase", "unit_id"],
  columns: columns(
    `exp_id string, phase bigint, unit_id string, variant string, first_exposure_us bigint, first_event_id string, hashed_id string, session_id string, conversion_id string,
     exposures bigint, crossover boolean, crossover_us bigint, bot boolean`,
    { conversion_id: "Id that a conversion of no metric in particular carries in the session of the first exposure, as conversionId forms it; NULL without a session.", session_id: "Session of the first exposure." },
  ),
};

/** `lake.fact_experiment_conversions`: what exposed units did. */
export const factExperimentConversionsTable: TableDefinition = {
  name: "fact_experiment_conversions",
  tier: "gold",
  comment: "One unit that did what a metric of its experiment counts, within the metric's window from the first exposure on. conversion_id is the id that an exp.convert of the first conversion carries: of its session, or the session of the exposure where that event has none, and the metric, and for all metrics but rates the event; first_event_id is the event itself.",
  grain: ["exp_id", "phase", "metric", "unit_id"],
  columns: columns("exp_id string, phase bigint, metric string, unit_id string, variant string, conversion_id string, first_event_id string, first_conversion_us bigint, conversions bigint", {
    conversion_id: "Id that the first conversion carries where it is emitted, as conversionId forms it for the metric; NULL where neither it nor the exposure names a session.",
    first_event_id: "Event of the first conversion.",
  }),
};

/** `lake.fact_experiment_traffic`: why people saw what they saw. */
export const factExperimentTrafficTable: TableDefinition = {
  name: "fact_experiment_traffic",
  tier: "gold",
  comment: "Reported decisions of one experiment phase for one reason; crawler_control and no_identity_control are the traffic that the rule for public pages excludes.",
  grain: ["exp_id", "phase", "event_name", "reason"],
  columns: columns("exp_id string, phase bigint, event_name string, reason string, events bigint, units bigint, bot_events bigint"),
};

/** `lake.assignment_drift`: whether everybody was given what the hash says. */
export const assignmentDriftTable: TableDefinition = {
  name: "assignment_drift",
  tier: "gold",
  comment: "Reports of one experiment phase up to one instant that the hash can be asked about, by the variant they name and the one the hash gives; NULL is outside the experiment. kind is agrees, other_variant, let_in (reported as assigned, outside by the hash) or left_out (reported as outside_layer or holdout, inside by the hash); all but the first are drift.",
  grain: ["exp_id", "phase", "as_of_us", "kind", "recorded_variant", "derived_variant"],
  columns: columns("exp_id string, phase bigint, as_of_us bigint, kind string, recorded_variant string, derived_variant string, reports bigint", {
    kind: "agrees, other_variant, let_in or left_out.",
  }),
};

/** `lake.int_lost_events`: what never arrived, as far as its senders could say. */
export const intLostEventsTable: TableDefinition = {
  name: "int_lost_events",
  tier: "gold",
  comment: "One event whose sender says with it how many of its events were dropped before, with every id a unit may have.",
  grain: ["event_id"],
  columns: columns("event_id string, identity_id string, anon_id string, session_id string, at_us bigint, lost bigint"),
};

/** `lake.int_experiment_parity`: who was assigned, and who of them was seen to be shown anything. */
export const intExperimentParityTable: TableDefinition = {
  name: "int_experiment_parity",
  tier: "gold",
  comment: "Units of one arm assigned on the server as of one instant, how many of them were exposed, and how many events exposed units report as dropped; bots are left out.",
  grain: ["exp_id", "phase", "as_of_us", "variant"],
  columns: columns("exp_id string, phase bigint, as_of_us bigint, variant string, assigned bigint, exposed bigint, lost bigint"),
};

/** `lake.int_metric_events`: the events that metrics are made of. */
export const intMetricEventsTable: TableDefinition = {
  name: "int_metric_events",
  tier: "gold",
  comment: "One event that counts for one part of one metric, with every id a unit may have; amount is NULL where the payload holds no whole number, exp_id that of an exp.convert.",
  grain: ["metric", "part", "event_id"],
  columns: columns("metric string, part string, event_id string, identity_id string, anon_id string, session_id string, at_us bigint, amount bigint, exp_id string"),
};

/** `lake.int_experiment_segments`: which part of the traffic each unit is of. */
export const intExperimentSegmentsTable: TableDefinition = {
  name: "int_experiment_segments",
  tier: "gold",
  comment: "The segment of one unit in one declared dimension, as dimension=value, by its first exposure; the twenty largest values stand alone, the others together.",
  grain: ["exp_id", "phase", "dimension", "unit_id"],
  columns: columns("exp_id string, phase bigint, dimension string, unit_id string, segment string"),
};

/** `lake.int_experiment_units`: how the split stood over time. */
export const intExperimentUnitsTable: TableDefinition = {
  name: "int_experiment_units",
  tier: "gold",
  comment: "Units of one arm of one experiment phase and segment as of one instant: those analyzed, and those left out and why.",
  grain: ["exp_id", "phase", "segment", "as_of_us", "variant"],
  columns: columns("exp_id string, phase bigint, segment string, as_of_us bigint, variant string, units bigint, crossovers bigint, bots bigint"),
};

/** `lake.int_experiment_split`: what the sample-ratio guard said. */
const intExperimentSplitTable: TableDefinition = {
  name: "int_experiment_split",
  tier: "gold",
  comment: "The verdict on the split of one experiment phase as of one instant, with its evidence as JSON.",
  grain: ["exp_id", "phase", "as_of_us"],
  columns: columns("exp_id string, phase bigint, as_of_us bigint, verdict string, evidence_json string"),
};

/** `lake.int_experiment_moments`: what the estimators need, as exact power sums. */
export const intExperimentMomentsTable: TableDefinition = {
  name: "int_experiment_moments",
  tier: "gold",
  comment: "Counts and exact integer power sums of one metric in one arm and segment as of one instant.",
  grain: ["exp_id", "phase", "segment", "metric", "variant", "as_of_us"],
  columns: columns(
    `exp_id string, phase bigint, segment string, metric string, kind string, variant string, as_of_us bigint, units bigint, missing_units bigint, sum_y whole,
     sum_yy whole, sum_x whole, sum_xx whole, sum_xy whole, nonzero_units bigint`,
    { kind: "Kind of the metric: rate, mean or ratio." },
  ),
};

/** `lake.int_experiment_quantiles`: what the estimators need of a quantile, which has no moments. */
export const intExperimentQuantilesTable: TableDefinition = {
  name: "int_experiment_quantiles",
  tier: "gold",
  comment: "One value near the quantile of a metric in one arm and segment as of one instant: tied_units have it, up_to have at most it, of units that have any; kept are the values within sqrt(units) + 3 ranks, more than the band of the quantile needs.",
  grain: ["exp_id", "phase", "segment", "metric", "variant", "as_of_us", "value"],
  columns: columns("exp_id string, phase bigint, segment string, metric string, variant string, as_of_us bigint, units bigint, value whole, tied_units bigint, up_to bigint", {
    units: "Units of the arm with any value.",
    value: "The value, whole.",
    tied_units: "Units with that very value.",
    up_to: "Units with at most that value.",
  }),
};

/** Every table of experiments that a build fills, in the order of their making. */
export const experimentTables: readonly TableDefinition[] = [
  dimExperimentTable,
  intExperimentEventsTable,
  dimIdentityTraitsTable,
  factExperimentsTable,
  factExperimentTrafficTable,
  intMetricEventsTable,
  intExperimentSegmentsTable,
  factExperimentConversionsTable,
  assignmentDriftTable,
  intLostEventsTable,
  intExperimentParityTable,
  intExperimentUnitsTable,
  intExperimentMomentsTable,
  intExperimentQuantilesTable,
  intExperimentSplitTable,
];
