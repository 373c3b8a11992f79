import { type SessionState, sessionRule } from "@liftproof/events/session";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSession } from "../src/create-session.ts";
import { createStore } from "../src/store.ts";
import { fakeBrowser } from "./fakes/fake-browser.ts";

const pauseMs = fc.oneof(fc.constantFrom(-60_001, -60_000, -1, 0, 1_800_000, 1_800_001, 86_400_000), fc.integer({ min: -100_000, max: 2_000_000 }));
const evidence = fc.constantFrom("", "", "news", "ad");

describe("createSession", () => {
  test.each([[true], [false]])("law: sessions begin as the shared rule says, whatever the clock and the evidence do (storage open: %s)", (open) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(pauseMs, evidence), { minLength: 1, maxLength: 60 }), (events) => {
        const browser = fakeBrowser();
        const { page } = browser.open({ without: ["cookie"] });
        const store = createStore(page);
        store.open(open);
        const sessionAt = createSession(page, store, undefined);
        let state: SessionState | null = null;
        let last: string | undefined;
        for (const [ms, found] of events) {
          browser.clock.nowMs += ms;
          const expected = sessionRule(state, { atUs: browser.clock.nowMs * 1000, evidence: found || null });
          const [id, starts] = sessionAt(found);
          expect(starts).toBe(expected.starts !== null);
          expect(id === last).toBe(!starts);
          state = expected.state;
          last = id;
        }
      }),
      { numRuns: 60 },
    );
  });
});
