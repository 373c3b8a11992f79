/**
 * Events by which a click becomes somebody's: what a page sends as it loads, and an order. Anything else may carry the token of a click
 * that was somebody else's: a mail scanner's `digest.click`, a `search.query` that anybody sent.
 */
export const bindingEvents: ReadonlySet<string> = new Set(["landing.view", "page.view", "order.created"]);
