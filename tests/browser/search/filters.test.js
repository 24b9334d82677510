// Filters: what each lets through, counts, and values that do not exist.
import assert from "node:assert/strict";
import { test } from "node:test";
import { client, storeOf } from "./client.js";
import { reports } from "./reports.js";
import { write } from "./writer.js";

const titles = { year: "Year", actions: "Actions", open: "With open actions" };

/**
 * @param {string} text
 * @param {import("./writer.js").Report[]} [given]
 */
async function narrowed(text, given = reports) {
  const scripts = client();
  const { store } = storeOf(scripts, write(given));
  const archive = await store.archive();
  const filters = new scripts.SearchFilters(await store.facets(), archive.count, titles);
  const query = scripts.searchQuery.parse(text, filters.keys);
  const { matching } = await scripts.searchRank.search(store, query.terms);
  const { shown, choices, unknown } = filters.apply(matching, query.filters);
  /** @type {Record<string, string[]>} */
  const counts = {};
  for (const { facet, values } of choices) {
    counts[facet.key] = values.map((/** @type {any} */ entry) => `${entry.value.id} ${entry.count}${entry.chosen ? " chosen" : ""}`);
  }
  const near = unknown.map((/** @type {any} */ entry) => entry.near.map((/** @type {any} */ value) => value.id));
  return { count: shown.reduce((/** @type {number} */ sum, /** @type {number} */ one) => sum + one, 0), counts, unknown, near };
}

test("values by id and by name, in any case", async () => {
  for (const [text, count] of [
    ["", 5], ["service:orders", 2], ["service:Orders", 2], ['service:"Disk array"', 1], ["service:disk-array", 1], ["service:orders cause:capacity", 2],
    ["service:billing service:mail", 3], ["service:orders service:billing tag:queue", 1], ["year:2031", 2], ["year:2030 year:2031", 4],
    ["has:open-actions", 2], ["has:open-actions year:2031", 1], ["service:orders pool ", 1],
  ]) assert.equal((await narrowed(String(text))).count, count, String(text));
});

test("days: since and before, whole years and months, no undated reports", async () => {
  for (const [text, count] of [
    ["after:2031", 2], ["before:2031", 2], ["after:2030-12-24", 3], ["after:2030-12-25", 2], ["before:2030-12-24", 1], ["after:2031-05", 1],
    ["after:2030-06 before:2031-05", 2], ["after:1800", 4], ["after:2030 after:2031-05", 1],
  ]) assert.equal((await narrowed(String(text))).count, count, String(text));
  for (const text of ["after:yesterday", "after:2031-13", "before:2031-02-30"]) {
    const { count, unknown } = await narrowed(text);
    assert.deepEqual([count, unknown.length], [0, 1], text);
  }
});

test("counts are those of the results; those of a chosen filter are what another value would add", async () => {
  const all = await narrowed("");
  assert.deepEqual(all.counts.service, ["billing 2", "orders 2", "disk-array 1", "mail 1"]);
  assert.deepEqual(all.counts.year, ["2031 2", "2030 2"]);
  const orders = await narrowed("service:orders");
  assert.deepEqual(orders.counts.service, ["billing 2", "orders 2 chosen", "disk-array 1", "mail 1"]);
  assert.deepEqual(orders.counts.cause, ["capacity 2"]);
  assert.deepEqual(orders.counts.has, ["open-actions 1"]);
  assert.deepEqual((await narrowed("certificate ")).counts.service, ["mail 1"]);
  assert.deepEqual((await narrowed("certificate service:orders")).counts.service, ["mail 1", "orders 0 chosen"]);
});

test("a parent whose reports are all those of one child is not told beside it", async () => {
  const causes = [["Capacity", "Capacity / Memory"], ["Capacity", "Capacity / Memory"], ["Config", "Config / Flag"], ["Config", "Config / Flag", "Config / Secret"], ["Config"]];
  const given = causes.map((cause, place) => ({ title: `Report ${place}`, lede: place === 3 ? "word" : "", facts: { cause } }));
  assert.deepEqual((await narrowed("", given)).counts.cause, ["config 3", "capacity/memory 2", "config/flag 2", "config/secret 1"]);
  // What is chosen stays, and then its only child says nothing more.
  assert.deepEqual((await narrowed("cause:capacity", given)).counts.cause, ["config 3", "capacity 2 chosen", "config/flag 2", "config/secret 1"]);
  assert.deepEqual((await narrowed("cause:capacity/memory", given)).counts.cause, ["config 3", "capacity/memory 2 chosen", "config/flag 2", "config/secret 1"]);
  assert.deepEqual((await narrowed("word ", given)).counts.cause, ["config/flag 1", "config/secret 1"]);
  // A child is found by its own name too.
  for (const text of ["cause:capacity/memory", 'cause:"Capacity / Memory"', "cause:memory"]) assert.equal((await narrowed(text, given)).count, 2, text);
});

test("a value that does not exist lets nothing through; near ones are named", async () => {
  assert.deepEqual((await narrowed("service:order")).near, [["orders"]]);
  assert.deepEqual((await narrowed("service:bilsing")).near, [["billing"]]);
  assert.deepEqual((await narrowed("service:array")).near, [["disk-array"]]);
  const { count, near } = await narrowed("service:zzz");
  assert.deepEqual([count, near], [0, [[]]]);
});

test("values are found by the words of their names, with the reports that have them", async () => {
  const scripts = client();
  const { store } = storeOf(scripts, write(reports));
  const archive = await store.archive();
  const filters = new scripts.SearchFilters(await store.facets(), archive.count, titles);
  const named = filters.named([new Set(["array", "capacity"])]);
  assert.deepEqual(named.map((/** @type {any} */ one) => `${one.key}:${one.value.id}`), ["service:disk-array", "cause:capacity"]);
  const having = [0, 1, 2, 3, 4].filter((report) => scripts.SearchFilters.has(named[1].value, report));
  assert.deepEqual(having, [...named[1].value.reports]);
  assert.deepEqual(having, [0, 1]);
});
