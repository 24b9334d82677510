// What is typed, understood; filters put in and taken out of the text.
import assert from "node:assert/strict";
import { test } from "node:test";
import { client } from "./client.js";

const { searchQuery } = client();
const plain = (/** @type {unknown} */ value) => JSON.parse(JSON.stringify(value));

test("words, the last of which may still grow", () => {
  const { terms, filters } = plain(searchQuery.parse("Pool  full"));
  assert.deepEqual(terms.map((/** @type {any} */ term) => [term.whole, term.growing]), [["pool", false], ["full", true]]);
  assert.deepEqual(filters, []);
  assert.equal(searchQuery.parse("pool ").terms[0].growing, false);
  assert.equal(searchQuery.parse("").terms.length, 0);
  assert.equal(searchQuery.parse(" ?! ").terms.length, 0);
});

test("names have parts, quotes hold together", () => {
  const [name, quoted] = plain(searchQuery.parse('max_open_files "The Pool db-17"').terms);
  assert.deepEqual([name.whole, name.parts], ["max_open_files", ["max", "open", "files"]]);
  assert.deepEqual([quoted.whole, quoted.parts, quoted.quoted], [null, ["the", "pool", "db-17"], true]);
  assert.deepEqual(plain(searchQuery.parse('"open qu').terms[0].parts), ["open", "qu"]);
  assert.deepEqual(plain(searchQuery.parse("障害対応").terms[0].parts), ["障害", "害対", "対応"]);
});

test("filters of known keys, in quotes too; other colons are words", () => {
  const { terms, filters } = plain(searchQuery.parse('service:orders pool cause:"Out of memory" std:fs Year:2031 owner:x', ["owner"]));
  assert.deepEqual(filters.map((/** @type {any} */ filter) => [filter.key, filter.value]),
    [["service", "orders"], ["cause", "Out of memory"], ["year", "2031"], ["owner", "x"]]);
  assert.deepEqual(terms.map((/** @type {any} */ term) => term.whole), ["pool", "std:fs"]);
  assert.deepEqual(plain(searchQuery.parse("owner:x").filters), []);
  assert.deepEqual(plain(searchQuery.parse("service:").filters), []);
});

test("what the index cannot have is told apart from nothing", () => {
  for (const text of ["x".repeat(41), "1234567890", "0123456789abcdef0"]) {
    assert.deepEqual(plain(searchQuery.parse(`${text} pool`)).unsearchable, [text]);
  }
  assert.deepEqual(plain(searchQuery.parse("?! -")), { terms: [], filters: [], unsearchable: [] });
});

test("a filter is put in and taken out again", () => {
  const table = [
    ["", "service", "orders", "service:orders "],
    ["pool", "service", "orders", "pool service:orders "],
    ["pool ", "cause", "Out of memory", 'pool cause:"Out of memory" '],
    ["x", "cause", 'a "b" c', 'x cause:"a b c" '],
  ];
  for (const [text, key, value, expected] of table) {
    const written = searchQuery.withFilter(text, key, value);
    assert.equal(written, expected);
    const { filters } = searchQuery.parse(written);
    assert.equal(filters.length, 1);
    assert.equal(searchQuery.withoutFilters(written, filters).trim(), text.trim());
  }
  const text = "service:a pool service:b full";
  assert.equal(searchQuery.withoutFilters(text, searchQuery.parse(text).filters), "pool full");
});
