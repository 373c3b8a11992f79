/** Events that may wait; the oldest goes. */
export const maxEvents = 100;
/** Seven days. */
export const maxAgeMs = 604_800_000;
/** Requests on their way at one time. */
export const maxRequests = 4;
/** Bytes on their way at one time; browsers refuse keepalive requests past 65,536. */
export const maxBytes = 60_000;
/** How long the events of other pages lie before they are taken for left over. */
export const adoptAfterMs = 10_000;
