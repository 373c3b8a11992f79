import type { HashPurpose } from "@liftproof/assignment";
import type { Dialect } from "../dialects/dialect.ts";
import { textLiteral } from "../sql/quote.ts";
import { murmur3Sql } from "./murmur3-sql.ts";

/** Who is hashed, and for what. */
export interface HashedUnit {
  readonly purpose: HashPurpose;
  readonly salt: string;
  /** An expression: the unit's id as text. */
  readonly unit: string;
}

/** Hash version 1 as an expression: the number `murmur3(purpose, salt, unitId)` of @liftproof/assignment gives. */
export function assignmentHashSql(dialect: Dialect, { purpose, salt, unit }: HashedUnit): string {
  return murmur3Sql(dialect, `'lp1' || chr(31) || ${textLiteral(purpose)} || chr(31) || ${textLiteral(salt)} || chr(31) || ${unit}`);
}
