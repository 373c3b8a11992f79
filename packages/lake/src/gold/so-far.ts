/** A window over everything of a person, part and line up to and including the row; see `orderSequenceSql`. */
export const soFar = "OVER (PARTITION BY identity_id, part, line ORDER BY at_us, kind ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)";
