import type { SilverRow } from "@liftproof/events";

/** A row of silver with nothing in it but what is given; the rest is absent. */
export function silverRow(given: Partial<SilverRow> & Pick<SilverRow, "eventId" | "eventName" | "eventTsUs">): SilverRow {
  return {
    eventDt: new Date(given.eventTsUs / 1000).toISOString().slice(0, 10),
    receivedTsUs: given.eventTsUs,
    clockSkewUs: null,
    userId: null,
    anonId: null,
    sessionId: null,
    deviceFp: null,
    pagePath: null,
    country: null,
    city: null,
    utmSource: null,
    utmMedium: null,
    utmCampaign: null,
    referrerHost: null,
    clickIdKind: null,
    clickToken: null,
    tokenStatus: "missing",
    clickKind: null,
    clickNonce: null,
    clickIssuedUs: null,
    referrerCode: null,
    clickClass: null,
    clickClaims: {},
    labels: {},
    payload: {},
    rawJson: "{}",
    schemaVersion: 1,
    ...given,
  };
}
