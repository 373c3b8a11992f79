import { unitIdFault } from "@liftproof/assignment";
import fc from "fast-check";

/** Ids of people and visitors as they come: plain, accented, other scripts, emoji, long, with spaces and signs. */
export const unitId: fc.Arbitrary<string> = fc.oneof(
  fc.nat().map((number) => `user-${number}`),
  fc.uuid(),
  fc.string({ unit: "binary", minLength: 1, maxLength: 40 }).filter((id) => unitIdFault(id) === undefined),
  fc.constantFrom("é", "ß", "用户-1", "пользователь", "👩‍👩‍👧", "𝔘", " ", "0", "null", "__proto__", "a".repeat(512)),
);
