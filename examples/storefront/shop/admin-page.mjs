import { html } from "./html.mjs";
import { shopPage } from "./layout.mjs";
import { euros } from "./products.mjs";

/** What the shop's people see: orders with where they came from, awards, the experiment with its switch, and the report. */
export const adminPage = ({ orders, facts, awards, experiments, killed, hasReport }) =>
  shopPage({
    title: "Admin",
    main: html`<h1>Admin</h1>
<form method="post" action="/admin/refresh"><button class="button">Build the tables and the report now</button></form>
<h2>Experiments</h2>
<table><thead><tr><th scope="col">Experiment</th><th scope="col">State</th><th scope="col"><span class="hidden">Action</span></th></tr></thead><tbody>
${experiments.map(({ expId, status }) => html`<tr><td>${expId}</td><td>${killed.has(expId) ? "killed" : status}</td><td>${
  killed.has(expId) ? null : html`<form method="post" action="/admin/kill"><input type="hidden" name="exp_id" value="${expId}"><button class="quiet">Kill ${expId}</button></form>`
}</td></tr>`)}
</tbody></table>
<h2>Orders</h2>
<table><thead><tr><th scope="col">Order</th><th scope="col">Value</th><th scope="col">Channel</th><th scope="col">Campaign</th><th scope="col">Proof</th><th scope="col">Why</th><th scope="col"><span class="hidden">Action</span></th></tr></thead><tbody>
${orders.map((order) => html`<tr>${factCells(order, facts.find((fact) => fact.order_id === order.orderId))}<td>${
  order.refundedMinor > 0 ? "given back" : html`<form method="post" action="/admin/refund"><input type="hidden" name="order_id" value="${order.orderId}"><button class="quiet">Refund ${order.orderId}</button></form>`
}</td></tr>`)}
</tbody></table>
<h2>Referral ledger</h2>
<table><thead><tr><th scope="col">Entry</th><th scope="col">Order</th><th scope="col">Amount</th><th scope="col">Why</th></tr></thead><tbody>
${awards.map(({ kind, order_id, amount_minor, reason }) => html`<tr><td>${kind}</td><td>${order_id}</td><td>${euros(Number(amount_minor))}</td><td>${reason}</td></tr>`)}
</tbody></table>
${hasReport ? html`<h2>Report</h2><iframe class="report" src="/admin/report" title="Report"></iframe>` : html`<p>No report yet: build it once something has happened.</p>`}`,
  });

const factCells = (order, fact) =>
  html`<td>${order.orderId}</td><td>${euros(order.valueMinor)}</td>${
    fact === undefined ? html`<td colspan="4">not built yet</td>` : html`<td>${fact.channel}</td><td>${fact.campaign}</td><td>${fact.has_click_proof ? "proof" : "none"}</td><td>${fact.reason}</td>`
  }`;
