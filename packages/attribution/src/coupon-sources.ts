/**
 * Sources, folded to lower case, of browser extensions and sites that offer coupons to buyers who are paying already.
 *
 * A touch of one of them before the checkout counts like any other; during it, it may not win that order.
 */
export const couponSources: readonly string[] = [
  "capitaloneshopping.com",
  "couponbirds.com",
  "couponcabin.com",
  "couponfollow.com",
  "coupons.com",
  "coupert.com",
  "honey",
  "joinhoney.com",
  "rakuten.com",
  "retailmenot.com",
  "simplycodes.com",
  "slickdeals.net",
];
