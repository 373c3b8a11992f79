/** The models that split each order by itself; Markov and Shapley look at all journeys at once. */
export type ModelName = "first" | "last" | "last-non-direct" | "linear" | "position" | "time-decay";
