import { html, markup } from "./html.mjs";
import { shopPage } from "./layout.mjs";
import { euros, products } from "./products.mjs";

const picture = ({ name, hue, shape }) =>
  markup(`<svg class="picture hue-${hue}" viewBox="0 0 200 200" role="img" aria-label="Drawing of the lamp ${name}">${shape}</svg>`);

export const homePage = (visit) =>
  shopPage({
    title: "Lamps",
    ...visit,
    main: html`<h1>Light for rooms that are lived in</h1>
<ul class="shelf">${products.map((product) => html`<li><a href="/product/${product.sku}">${picture(product)}<h2>${product.name}</h2><p>${euros(product.priceMinor)}</p></a></li>`)}</ul>`,
  });

/** The experiment is here: the promise is rendered by the server, and the page reports that it was seen. */
export const productPage = (product, { variant, expId, ...visit }) =>
  shopPage({
    title: product.name,
    ...visit,
    main: html`<article class="product">
${picture(product)}
<div><h1>${product.name}</h1><p>${product.line}</p><p class="price">${euros(product.priceMinor)}</p>
<div ${markup(expId === undefined ? "" : `data-experiment="${expId}" data-variant="${variant}"`)}>
${variant === "promise" ? html`<p class="promise">With you in two days, and thirty days to send it back.</p>` : null}
<p><a class="button" href="/checkout/${product.sku}">Buy ${product.name}</a></p></div></div>
</article>`,
  });

export const checkoutPage = (product, { checkoutId, customer, ...visit }) =>
  shopPage({
    title: "Checkout",
    ...visit,
    main: html`<h1>Checkout</h1>
<form class="card" method="post" action="/checkout/${product.sku}">
<p>One lamp <strong>${product.name}</strong>, ${euros(product.priceMinor)}.</p>
<input type="hidden" name="checkout_id" value="${checkoutId}">
<label>Your name <input name="name" required maxlength="80" autocomplete="name" value="${customer?.name ?? ""}"></label>
<button class="button">Pay ${euros(product.priceMinor)}</button>
</form>`,
  });

export const thanksPage = (order, visit) =>
  shopPage({
    title: "Thank you",
    ...visit,
    main: html`<h1>Thank you</h1><p>Order <strong data-order="${order.orderId}">${order.orderId}</strong>, ${euros(order.valueMinor)}. Your lamp is being wrapped.</p>
<p><a href="/account">Bring a friend</a> and get ten percent of their first order.</p>`,
  });

export const accountPage = ({ customer, orders, origin, ...visit }) =>
  shopPage({
    title: "Account",
    ...visit,
    main:
      customer === undefined
        ? html`<h1>Account</h1><p>You become a customer with your first order.</p>`
        : html`<h1>Hello, ${customer.name}</h1>
<section class="card"><h2>Bring a friend</h2><p>Ten percent of their first order is yours.</p>
<p><label>Your link <input readonly id="referral-link" value="${origin}/l/friend-${customer.code}"></label></p></section>
<h2>Orders</h2><ul>${orders.map((order) => html`<li>${order.orderId}: ${euros(order.valueMinor)}${order.refundedMinor > 0 ? html`, ${euros(order.refundedMinor)} given back` : null}</li>`)}</ul>`,
  });

/** What a mail client shows: it holds no script, and its links are signed. */
export const mailPage = (links) =>
  shopPage({
    title: "This week's letter",
    main: html`<article class="mail"><p>From: Lumen &amp; Sons<br>Subject: Longer evenings</p><h1>Longer evenings</h1>
<p>The clocks have changed. Three lamps that make it bearable:</p>
<ul>${links.map(({ product, link }) => html`<li><a href="${link}">${product.name}</a>: ${product.line}</li>`)}</ul></article>`,
  });

export const missingPage = (visit) => shopPage({ title: "Not found", ...visit, status: 404, main: html`<h1>Nothing here</h1><p><a href="/">Back to the lamps</a></p>` });
