import { campaigns } from "./campaigns.ts";
import { checkouts } from "./checkouts.ts";
import { claims } from "./claims.ts";
import { growthMail } from "./growth-mail.ts";
import type { Mart } from "./mart.ts";
import { messages } from "./messages.ts";
import { payouts } from "./payouts.ts";
import { profiles } from "./profiles.ts";
import { referrals } from "./referrals.ts";
import { searches } from "./searches.ts";
import { sessions } from "./sessions.ts";
import { studios } from "./studios.ts";
import { tickets } from "./tickets.ts";
import { views } from "./views.ts";

/** What people did, and what they did it with: tables made of events, identities, orders and touches. Any order will do. */
export const marts: readonly Mart[] = [profiles, studios, campaigns, sessions, searches, views, messages, checkouts, payouts, tickets, claims, growthMail, referrals];
