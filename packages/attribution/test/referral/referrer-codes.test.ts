import type { OwnedEvent } from "@liftproof/attribution";
import { referrerCodes } from "@liftproof/attribution";
import { expect, test } from "vitest";
import { baseUs, rowOf } from "../support/rows.ts";

test("law: a code that two rows of one event and one receipt give to two people goes to the same one in either order", () => {
  const invited = (userId: string, text: string): OwnedEvent => ({
    identityId: `u:${userId}`,
    row: rowOf({ eventId: "e", eventName: "referral.invited", payload: { referrer_code: "c" }, userId, rawJson: text }),
  });
  for (const [a, b] of [[invited("1", "{}"), invited("2", "{}")], [invited("1", "y"), invited("2", "x")]] as const) {
    expect(referrerCodes([a, b], baseUs)).toEqual(referrerCodes([b, a], baseUs));
  }
  const early = { ...invited("3", "{}"), row: { ...invited("3", "{}").row, receivedTsUs: baseUs - 1 } };
  expect(referrerCodes([invited("1", "{}"), early], baseUs).get("c")).toBe("u:3");
});
