/** What the shop sells; prices in minor units of EUR. */
export const products = [
  { sku: "halo", name: "Halo", line: "A ring of warm light for long evenings.", priceMinor: 12_900, hue: 38, shape: '<circle cx="100" cy="78" r="46" fill="none" stroke="currentColor" stroke-width="10"/><path d="M100 124v46M70 172h60" stroke="currentColor" stroke-width="8" stroke-linecap="round"/>' },
  { sku: "reed", name: "Reed", line: "A slender reading lamp that bends where you do.", priceMinor: 8_400, hue: 152, shape: '<path d="M62 172h52M88 170C88 96 96 60 136 52" fill="none" stroke="currentColor" stroke-width="8" stroke-linecap="round"/><path d="M124 40l34 10-20 30z" fill="currentColor"/>' },
  { sku: "moss", name: "Moss", line: "Glazed stoneware, dimmed by a touch.", priceMinor: 15_600, hue: 96, shape: '<path d="M56 96a44 44 0 0 1 88 0z" fill="currentColor"/><path d="M84 100h32l10 70H74z" fill="none" stroke="currentColor" stroke-width="8" stroke-linejoin="round"/>' },
  { sku: "tide", name: "Tide", line: "Pressed glass from a harbor workshop.", priceMinor: 19_800, hue: 205, shape: '<path d="M100 28v34" stroke="currentColor" stroke-width="6"/><path d="M58 118c0-32 18-56 42-56s42 24 42 56c-14 10-28-8-42 0s-28 10-42 0z" fill="currentColor"/>' },
];

/** @param {string | undefined} sku */
export const productOf = (sku) => products.find((product) => product.sku === sku);

/** @param {number} minor @returns {string} */
export const euros = (minor) => new Intl.NumberFormat("en-IE", { style: "currency", currency: "EUR" }).format(minor / 100);
