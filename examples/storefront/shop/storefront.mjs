/** The whole shop as one Fetch handler: pages, shortlinks, collector, checkout and admin over one bronze folder. */
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createBronzeWriter, fileKillList } from "@liftproof/adapters/files";
import { assignmentEvents, boundedSink, consumeToken, createCollector, createRedirector, enrol, landingLoad, pageDataBlock, signLink } from "@liftproof/adapters/http";
import { killedExperiments } from "@liftproof/experiments";
import { adminPage } from "./admin-page.mjs";
import { openBook } from "./book.mjs";
import { loadConfig } from "./config.mjs";
import { createLedger } from "./ledger.mjs";
import { accountPage, checkoutPage, homePage, mailPage, missingPage, productPage, thanksPage } from "./pages.mjs";
import { productOf, products } from "./products.mjs";
import { recorder } from "./recorder.mjs";
import { consentCookie, consentOf, cookie, customerCookie, formOf, isOwnForm, mayRemember } from "./visitor.mjs";

const experimentOnProducts = "product_promise";
const letter = { campaign: "november_digest", source: "digest", medium: "email" };

/**
 * @param {{ folder: string, origin: string, tokens: object, adminKey: string }} options where everything is kept, how the shop is
 * reached, the token service with its ring, and the secret that opens the admin page
 */
export async function createStorefront({ folder, origin, tokens: { service, ring, keyId }, adminKey }) {
  const root = join(folder, "bronze");
  const writer = await createBronzeWriter({ root });
  const sink = boundedSink(writer);
  const book = await openBook(join(folder, "shop.json"));
  const config = await loadConfig();
  const { experiments } = config;
  const kills = fileKillList(join(folder, "kills.json"));
  const killed = async () => killedExperiments(await kills.read(), experiments);
  const ledger = createLedger({ writer, root, path: join(folder, "lake.duckdb") }, config);
  const record = recorder(sink, service);
  const statics = await staticFiles();
  const secure = origin.startsWith("https:");
  let shown = { report: null, orders: [], awards: [] };

  const collector = createCollector({ ...service, origins: [origin], ownHosts: ["127.0.0.1", "localhost"], killed, secure });
  const redirector = createRedirector({
    origin,
    ring,
    keyId,
    ...service,
    mayRemember,
    links: (code) => {
      const friend = code.startsWith("friend-") ? book.referrer(code.slice("friend-".length)) : undefined;
      return friend && { target: `${origin}/`, campaign: "friends", source: "friend", medium: "referral", referrerCode: friend.code };
    },
  });

  /** Who is here, what they see, and what goes into the page and its headers. */
  const visitOf = async (request, { nowUs }, surface) => {
    const off = await killed();
    const customer = book.customer(cookie(request, "customer"));
    const enrolment = await enrol(request, { experiments, surface, nowUs, killed: off, secure, mayRemember: mayRemember(request), ...(customer && { userId: customer.userId }) });
    if (mayRemember(request)) await record(assignmentEvents(enrolment, nowUs), nowUs);
    const { landing, headers } = landingLoad(request, { secure });
    return { enrolment, customer, visit: { visit: { data: pageDataBlock(enrolment, { killed: off, landing }), consent: consentOf(request) }, headers: [...enrolment.headers, ...headers] } };
  };
  /** Of an event about this visitor: nothing without consent but the customer's own number. */
  const whoOf = ({ enrolment, customer }, request) => ({
    ...(customer && { user_id: customer.userId }),
    ...(mayRemember(request) && { session_id: enrolment.sessionId, ...(enrolment.anonId && { anon_id: enrolment.anonId }) }),
  });
  const hasName = (who) => who.user_id !== undefined || who.anon_id !== undefined;

  const checkout = async (request, context, product) => {
    const seen = await visitOf(request, context, "checkout");
    const { nowUs } = context;
    if (request.method === "GET") {
      const checkoutId = randomUUID();
      const who = whoOf(seen, request);
      if (hasName(who)) await record([{ event_name: "checkout.start", event_id: `checkout.start/${checkoutId}`, ...who, payload: { checkout_id: checkoutId } }], nowUs);
      return checkoutPage(product, { checkoutId, customer: seen.customer, ...seen.visit });
    }
    if (!isOwnForm(request, origin)) return new Response("expected the shop's own form\n", { status: 403 });
    const form = await formOf(request);
    const checkoutId = form.get("checkout_id") ?? "";
    const name = (form.get("name") ?? "").trim().slice(0, 80);
    if (!/^[\w-]{36}$/.test(checkoutId) || name === "") return redirectTo(`/checkout/${product.sku}`);
    const customer = seen.customer ?? (await book.addCustomer(name));
    const order = await book.addOrder({ checkoutId, userId: customer.userId, valueMinor: product.priceMinor, sku: product.sku });
    const who = whoOf({ ...seen, customer }, request);
    const money = { order_id: order.orderId, checkout_id: checkoutId, value_minor: order.valueMinor, currency: "EUR" };
    // The ids are made of the order's own: said twice, an event is one.
    await record(
      [
        ...(who.anon_id === undefined ? [] : [{ event_name: "identity.link", event_id: `link/${who.anon_id}/${customer.userId}`, ...who, payload: { anon_id: who.anon_id, user_id: customer.userId } }]),
        { event_name: "checkout.complete", event_id: `checkout.complete/${checkoutId}`, ...who, payload: { checkout_id: checkoutId } },
        { event_name: "order.created", event_id: `order.created/${order.orderId}`, ...who, payload: money },
      ],
      nowUs,
    );
    return redirectTo(`/thanks/${order.orderId}`, [["set-cookie", customerCookie(customer.userId)]]);
  };

  const account = async (request, context) => {
    const seen = await visitOf(request, context, "account");
    const { customer } = seen;
    if (customer !== undefined) {
      const invited = { event_name: "referral.invited", event_id: `referral.invited/${customer.code}`, user_id: customer.userId, payload: { referrer_code: customer.code } };
      await record([invited], context.nowUs);
    }
    return accountPage({ customer, orders: book.orders().filter(({ userId }) => userId === customer?.userId), origin, ...seen.visit });
  };

  const mail = async () => {
    const links = products.slice(0, 3).map(async (product) => {
      const signed = await signLink({ target: `${origin}/product/${product.sku}`, ...letter }, { ring, keyId });
      return { product, link: `${origin}/l/${signed}` };
    });
    return mailPage(await Promise.all(links));
  };

  const admin = async (request, { nowUs }, action) => {
    const { searchParams } = new URL(request.url);
    if (action === "" && searchParams.get("key") === adminKey) return redirectTo("/admin", [["set-cookie", `admin=${adminKey}; Path=/admin; HttpOnly; SameSite=Strict`]]);
    if (cookie(request, "admin") !== adminKey) return new Response("expected the address that start printed\n", { status: 403 });
    if (request.method === "GET") {
      if (action === "report" && shown.report !== null) return new Response(shown.report, { headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'" } });
      return adminPage({ orders: book.orders(), facts: shown.orders, awards: shown.awards, experiments, killed: await killed(), hasReport: shown.report !== null });
    }
    if (!isOwnForm(request, origin)) return new Response("expected the shop's own form\n", { status: 403 });
    const form = await formOf(request);
    if (action === "refund") await refund(form.get("order_id") ?? "", nowUs);
    if (action === "kill") await kill(form.get("exp_id") ?? "", nowUs);
    if (action === "refresh") shown = await ledger.refresh(await kills.read());
    return redirectTo("/admin");
  };
  const refund = async (orderId, nowUs) => {
    const order = book.order(orderId);
    const amountMinor = await book.refund(orderId);
    if (amountMinor === 0) return;
    const payload = { refund_id: `r-${orderId}`, order_id: orderId, amount_minor: amountMinor, currency: "EUR" };
    await record([{ event_name: "order.refunded", event_id: `order.refunded/r-${orderId}`, user_id: order.userId, payload }], nowUs);
  };
  const kill = async (expId, nowUs) => {
    const experiment = experiments.find((one) => one.expId === expId);
    if (experiment !== undefined) await kills.add({ expId, phase: experiment.phase, reason: "killed on the admin page", atUs: nowUs });
  };

  const consent = async (request) => {
    if (!isOwnForm(request, origin)) return new Response(null, { status: 403 });
    const said = (await formOf(request)).get("state") === "granted" ? "granted" : "denied";
    const headers = new Headers({ "set-cookie": consentCookie(said), "cache-control": "no-store" });
    if (said === "granted" && request.headers.get("sec-gpc") !== "1") {
      const { headers: made } = await enrol(request, { experiments: [], surface: "consent", nowUs: 0, secure });
      // Who it is; which session it is the page knows.
      for (const [name, value] of made) if (name === "set-cookie" && value.startsWith("lp_id=")) headers.append(name, value);
    }
    return new Response(null, { status: 204, headers });
  };

  const answer = async (request, context) => {
    const { pathname } = new URL(request.url);
    const [, first = "", second = ""] = pathname.split("/");
    if (pathname === "/v1/events") return collector(request, context);
    if (first === "l") return redirector(request, context);
    if (first === "admin") return admin(request, context, second);
    if (pathname === "/consent") return consent(request);
    const file = statics.get(pathname);
    if (file !== undefined) return new Response(file.text, { headers: { "content-type": file.type, "cache-control": "no-cache", "x-content-type-options": "nosniff" } });
    const landed = consumeToken(request, { origin, mayRemember });
    if (landed !== undefined) return landed;
    if (pathname === "/") return homePage((await visitOf(request, context, "home")).visit);
    if (pathname === "/account") return account(request, context);
    if (pathname === "/mail/digest") return mail();
    const product = productOf(second);
    if (first === "checkout" && product !== undefined) return checkout(request, context, product);
    if (first === "product" && product !== undefined) {
      const { enrolment, visit } = await visitOf(request, context, "product");
      const decision = enrolment.decisions.get(experimentOnProducts);
      return productPage(product, { ...visit, ...(decision?.inExperiment === true ? { expId: decision.expId } : {}), variant: decision?.variant ?? "plain" });
    }
    const { visit, customer } = await visitOf(request, context, "other");
    const order = first === "thanks" ? book.order(second) : undefined;
    return order !== undefined && order.userId === customer?.userId ? thanksPage(order, visit) : missingPage(visit);
  };

  return { handler: answer, sink, close: () => writer.close() };
}

/** After a form the browser asks for the next page itself, so that reloading it repeats nothing. */
function redirectTo(location, headers = []) {
  const all = new Headers({ location, "cache-control": "no-store" });
  for (const [name, value] of headers) all.append(name, value);
  return new Response(null, { status: 303, headers: all });
}

async function staticFiles() {
  const bundle = new URL("../dist/liftproof.iife.js", import.meta.resolve("@liftproof/browser"));
  const own = (name) => new URL(`../public/${name}`, import.meta.url);
  const files = [["/liftproof.js", bundle, "text/javascript"], ["/page.js", own("page.js"), "text/javascript"], ["/style.css", own("style.css"), "text/css"]];
  return new Map(await Promise.all(files.map(async ([path, url, type]) => [path, { text: await readFile(url, "utf8"), type: `${type}; charset=utf-8` }])));
}
