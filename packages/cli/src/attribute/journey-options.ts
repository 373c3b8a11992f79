import type { Command } from "commander";
import { withTouchColumns } from "./touch-columns.ts";
import type { TouchColumns } from "./touch-columns.ts";

/** What `attribute` and `explain` are told about files of touches and orders. */
export interface JourneyOptions extends TouchColumns {
  readonly keys?: string;
  readonly pepperFile?: string;
  readonly orders?: string;
  readonly orderIdentity?: string;
  readonly orderId?: string;
  readonly orderTime?: string;
  readonly orderValue?: string;
  readonly orderCheckout?: string;
  readonly conversionIsTouch?: boolean;
  readonly rules?: string;
  readonly lookback?: string;
  readonly direct?: string;
  readonly reset?: boolean;
  readonly currency?: string;
  readonly timeUnit?: string;
  readonly decimal: string;
}

/** Adds the options that say what the files hold and which rules are in force. */
export function withJourneyOptions(command: Command): Command {
  return withTouchColumns(command)
    .option("--keys <file>", "key ring file that verifies tokens")
    .option("--pepper-file <file>", "secret of the identity hashes in tokens: a token minted for somebody else is no proof")
    .option("--orders <file>", "file of orders")
    .option("--order-identity <column>", "its column of the person (default: that of --identity)")
    .option("--order-id <column>", "its column of the order id")
    .option("--order-time <column>", "its column of the instant")
    .option("--order-value <column>", "its column of the amount (default: orders have no value)")
    .option("--order-checkout <column>", "its column of when the checkout began: partners and coupon sites may not claim the order after it")
    .option("--conversion-is-touch", "a conversion row may win its own order")
    .option("--rules <file>", "rules.yaml")
    .option("--lookback <duration>", "how old a touch may be: 7d, 36h, none (default: 7d)")
    .option("--direct <channels>", "channels that win only when there is no other, as direct does; separated by commas")
    .option("--reset", "do not use touches up to an earlier order again")
    .option("--currency <code>", "currency of amounts whose column currency is empty or absent (default: EUR when there is no such column)")
    .option("--time-unit <unit>", "times are numbers: s, ms or us")
    .option("--decimal <mark>", "decimal mark of amounts: . or ,", ".");
}
