import { columns } from "./columns.ts";
import { dimCampaignTable, dimProfileTable, dimStudioTable } from "./dimension-tables.ts";
import type { TableDefinition } from "./table-definition.ts";

/** `lake.fact_sessions`: visits. */
export const factSessionsTable: TableDefinition = {
  name: "fact_sessions",
  tier: "gold",
  comment: "One visit of one browser. A session id that was sent decides; events of visits without one are parted by 30 minutes of pause, other campaign evidence, and every 24 hours.",
  grain: ["visitor_id", "session_id"],
  columns: columns(
    `visitor_id string, session_id string, identity_id string, started_at timestamp, ended_at timestamp, events bigint, page_views bigint, searches bigint, views bigint, messages bigint,
     checkouts bigint, entry_event_id string, entry_page string, channel string, source string, medium string, campaign string, country string, is_filled boolean, bot boolean`,
    {
      identity_id: "Who the latest event of the visit is of.",
      started_at: "First event, UTC, on the corrected clock.",
      ended_at: "Latest event, UTC, on the corrected clock.",
      page_views: "landing.view and page.view events.",
      searches: "search.query events.",
      views: "studio.view and profile.view events.",
      messages: "message.sent events.",
      checkouts: "checkout.start events.",
      entry_event_id: "First event.",
      entry_page: "Page of the first event.",
      channel: "Channel of the first event; NULL where it is no touch.",
      source: "Source of the first event.",
      medium: "Medium of the first event.",
      campaign: "Campaign of the first event.",
      country: "Country of the first event.",
      is_filled: "True where the lake made the session id.",
      bot: "True where any of its events was sent by something that is no person.",
    },
  ),
  dayOf: "started_at",
};

/** `lake.fact_search`: searches and what came of them. */
export const factSearchTable: TableDefinition = {
  name: "fact_search",
  tier: "gold",
  comment: "One search. A click on a result is of the browser's latest search at most 30 minutes before, unless it names another query.",
  grain: ["event_id"],
  columns: columns(
    "event_id string, identity_id string, visitor_id string, session_id string, searched_at timestamp, query string, results bigint, clicks bigint, first_position bigint, first_studio_id string, bot boolean",
    {
      session_id: "Session as sent.",
      searched_at: "When, UTC, on the corrected clock.",
      query: "What was asked for.",
      results: "How many results were found.",
      clicks: "Clicks on its results.",
      first_position: "Position of the first result clicked.",
      first_studio_id: "Studio of the first result clicked.",
    },
  ),
  dayOf: "searched_at",
};

/** `lake.fact_views`: looks at studios and profiles. */
export const factViewsTable: TableDefinition = {
  name: "fact_views",
  tier: "gold",
  comment: "One view of a studio or a profile.",
  grain: ["event_id"],
  columns: columns("event_id string, identity_id string, visitor_id string, session_id string, viewed_at timestamp, kind string, subject_id string, page_path string, country string, bot boolean", {
    session_id: "Session as sent.",
    viewed_at: "When, UTC, on the corrected clock.",
    kind: "studio or profile.",
    subject_id: "The studio or profile, where the event names it.",
  }),
  dayOf: "viewed_at",
};

/** `lake.fact_messages`: messages between people. */
export const factMessagesTable: TableDefinition = {
  name: "fact_messages",
  tier: "gold",
  comment: "One message, from the first received report of it; a message that names no id stands under its event's.",
  grain: ["message_id"],
  columns: columns("message_id string, event_id string, identity_id string, thread_id string, sent_at timestamp, is_first_of_thread boolean, is_first_of_identity boolean, bot boolean", {
    message_id: "Message, as the event names it, else the event's id.",
    thread_id: "Conversation.",
    sent_at: "When, UTC, on the corrected clock.",
    is_first_of_thread: "True for the first message of its conversation; NULL without one.",
    is_first_of_identity: "True for the first message of its sender.",
  }),
  dayOf: "sent_at",
};

/** `lake.fact_checkouts`: checkouts and whether they became orders. */
export const factCheckoutsTable: TableDefinition = {
  name: "fact_checkouts",
  tier: "gold",
  comment: "One checkout of one person; the order is the first whose report names the checkout.",
  grain: ["identity_id", "checkout_id"],
  columns: columns(
    "identity_id string, checkout_id string, started_at timestamp, completed_at timestamp, starts bigint, order_id string, ordered_at timestamp, value_minor bigint, currency string, state string",
    {
      started_at: "First checkout.start, UTC, on the corrected clock.",
      completed_at: "First checkout.complete, UTC, on the corrected clock.",
      starts: "checkout.start events.",
      ordered_at: "When the order was placed, UTC.",
      state: "ordered, completed or started.",
    },
  ),
};

/** `lake.fact_payouts`: money paid out. */
export const factPayoutsTable: TableDefinition = {
  name: "fact_payouts",
  tier: "gold",
  comment: "One payout, from the first received reports of its making and its payment.",
  grain: ["payout_id"],
  columns: columns("payout_id string, identity_id string, created_at timestamp, paid_at timestamp, amount_minor bigint, currency string, state string", {
    identity_id: "Who the payout is for, by its first received report.",
    created_at: "First received payout.created, UTC.",
    paid_at: "First received payout.paid, UTC.",
    amount_minor: "Amount in minor units of the currency, by the first received report that states it.",
    currency: "ISO 4217 code, by the same report.",
    state: "created or paid.",
  }),
};

/** `lake.fact_support`: requests for help. */
export const factSupportTable: TableDefinition = {
  name: "fact_support",
  tier: "gold",
  comment: "One ticket; it is open where the latest of its reports opened it.",
  grain: ["ticket_id"],
  columns: columns("ticket_id string, identity_id string, topic string, opened_at timestamp, closed_at timestamp, openings bigint, state string", {
    ticket_id: "Ticket, as the help desk names it.",
    identity_id: "Who the first received report is of.",
    topic: "Topic, by the first received report that names one.",
    opened_at: "First support.opened, UTC.",
    closed_at: "Latest support.closed, UTC; NULL while it is open.",
    openings: "support.opened events; more than one is a ticket opened again.",
    state: "open or closed.",
  }),
};

/** `lake.fact_dmca`: claims of copyright. */
export const factDmcaTable: TableDefinition = {
  name: "fact_dmca",
  tier: "gold",
  comment: "One claim of copyright, from the first received reports of its filing and its resolution.",
  grain: ["claim_id"],
  columns: columns("claim_id string, identity_id string, filed_at timestamp, resolved_at timestamp, upheld boolean, state string", {
    claim_id: "Claim, as the event names it.",
    identity_id: "Who the first received report is of.",
    filed_at: "First received dmca.filed, UTC.",
    resolved_at: "First received dmca.resolved, UTC.",
    upheld: "Whether the claim was upheld, by that report.",
    state: "filed or resolved.",
  }),
};

/** `lake.fact_growth_mail`: mail and alerts that were sent, opened and clicked. */
export const factGrowthMailTable: TableDefinition = {
  name: "fact_growth_mail",
  tier: "gold",
  comment: "One mail or alert to one person; an event that names none stands under its own id. Bots, which open mail and follow links, are counted apart.",
  grain: ["kind", "mail_id", "identity_id"],
  columns: columns(
    "kind string, mail_id string, identity_id string, sent_at timestamp, opened_at timestamp, clicked_at timestamp, opens bigint, clicks bigint, bot_events bigint",
    {
      kind: "mail or alert.",
      mail_id: "Mail or alert, as the event names it, else the event's id.",
      sent_at: "First growth.mail.sent, UTC; NULL where no report of it came.",
      opened_at: "First growth.mail.open by a person, UTC.",
      clicked_at: "First digest.click or growth.alert.click by a person, UTC.",
      opens: "growth.mail.open events by people.",
      clicks: "digest.click and growth.alert.click events by people.",
      bot_events: "Opens and clicks by something that is no person.",
    },
  ),
};

/** `lake.fact_referrals`: invitations and who came of them. */
export const factReferralsTable: TableDefinition = {
  name: "fact_referrals",
  tier: "gold",
  comment: "One referral, from the first received reports of its invitation and its joining; an event that names none stands under its own id. Money is in fact_attribution_referral.",
  grain: ["referral_id"],
  columns: columns("referral_id string, referrer_code string, referrer_identity string, referee_identity string, invited_at timestamp, joined_at timestamp, state string", {
    referral_id: "Referral, as the events name it, else the event's id.",
    referrer_code: "Code, by the first received report that names one.",
    referrer_identity: "Who invited: the sender of the invitation, else the owner of the code.",
    referee_identity: "Who joined.",
    invited_at: "First received referral.invited, UTC.",
    joined_at: "First received referral.joined, UTC.",
    state: "invited or joined.",
  }),
};

/** What people did, and what they did it with: the tables that a build makes of events alone, in the order of their making. */
export const martTables: readonly TableDefinition[] = [
  dimProfileTable,
  dimStudioTable,
  dimCampaignTable,
  factSessionsTable,
  factSearchTable,
  factViewsTable,
  factMessagesTable,
  factCheckoutsTable,
  factPayoutsTable,
  factSupportTable,
  factDmcaTable,
  factGrowthMailTable,
  factReferralsTable,
];
