/** Operators that compare one attribute. */
const fieldOperators = [
  "$eq", "$ne", "$in", "$nin", "$gt", "$gte", "$lt", "$lte",
  "$exists", "$type", "$regex", "$not", "$all", "$elemMatch", "$size", "$inGroup",
  "$veq", "$vne", "$vgt", "$vgte", "$vlt", "$vlte",
] as const;

/** Operators that join whole conditions. */
const logicOperators = ["$and", "$or", "$nor", "$not"] as const;

/** Every operator a condition may use, by the place in which it may stand. */
export const targetingOperators: {
  readonly field: readonly string[];
  readonly logic: readonly string[];
} = { field: fieldOperators, logic: logicOperators };
