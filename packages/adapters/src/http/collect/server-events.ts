/**
 * Events that only services of the shop may send: they move money, credit or identities, or say what a server did. A page
 * that sends one has it refused, since anybody can write to a public collector.
 */
export const serverEvents: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "order.created",
  "order.refunded",
  "payout.created",
  "payout.paid",
  "support.opened",
  "support.closed",
  "dmca.filed",
  "dmca.resolved",
  "referral.invited",
  "referral.joined",
  "identity.link",
  "profile.updated",
  "growth.mail.sent",
  "shortlink.click",
  "exp.assign",
]);
