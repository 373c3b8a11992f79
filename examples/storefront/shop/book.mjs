/** The shop's own memory: customers and orders, in one JSON file that is replaced whole. */
import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";

/** @param {string} path */
export async function openBook(path) {
  const state = await readState(path);
  let saved = Promise.resolve();
  const save = () => {
    const text = JSON.stringify(state);
    // One write after the other: the later state is the one that stays.
    saved = saved.catch(() => {}).then(() => replace(path, text));
    return saved;
  };
  return {
    orders: () => state.orders,
    order: (orderId) => state.orders.find((order) => order.orderId === orderId),
    customer: (userId) => state.customers.find((customer) => customer.userId === userId),
    referrer: (code) => state.customers.find((customer) => customer.code === code),
    /** A customer is a number of ours: the events never hold a name or an address. */
    async addCustomer(name) {
      const customer = { userId: `c-${randomUUID()}`, name, code: randomUUID().slice(0, 8) };
      state.customers.push(customer);
      await save();
      return customer;
    },
    /** The order of a checkout; the second time the first one, for people press buttons twice. */
    async addOrder(order) {
      const known = state.orders.find(({ checkoutId }) => checkoutId === order.checkoutId);
      if (known !== undefined) return known;
      const added = { ...order, orderId: `o-${randomUUID().slice(0, 8)}`, refundedMinor: 0 };
      state.orders.push(added);
      await save();
      return added;
    },
    /** Gives back all of an order that was not given back yet; 0 when nothing is left. */
    async refund(orderId) {
      const order = state.orders.find((one) => one.orderId === orderId);
      const left = order === undefined ? 0 : order.valueMinor - order.refundedMinor;
      if (left > 0) {
        order.refundedMinor = order.valueMinor;
        await save();
      }
      return left;
    },
  };
}

async function readState(path) {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    if (cause.code !== "ENOENT") throw cause;
    return { customers: [], orders: [] };
  }
}

async function replace(path, text) {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(`${path}.new`, "w");
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}
