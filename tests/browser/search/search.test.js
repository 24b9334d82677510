// Which reports are found, in which order: words, their stems, beginnings, typos, names, quotes, writings without blanks.
import assert from "node:assert/strict";
import { test } from "node:test";
import { client, storeOf } from "./client.js";
import { reports } from "./reports.js";
import { write } from "./writer.js";

const index = write(reports);

/**
 * Titles of what is found, the best first.
 * @param {string} text
 * @param {Map<string, string>} [where]
 */
async function search(text, where = index) {
  const scripts = client();
  const { store, asked } = storeOf(scripts, where);
  const query = scripts.searchQuery.parse(text);
  const answer = await scripts.searchRank.search(store, query.terms);
  const order = scripts.searchRank.order(answer.scores, answer.matching);
  const archive = await store.archive();
  const found = await Promise.all(order.map((/** @type {number} */ number) => store.report(number)));
  return {
    answer, asked, titles: found.map((report) => report[0].split(" ").slice(0, 2).join(" ")),
    units: order.map((/** @type {number} */ number) => [...scripts.searchRank.bestUnits(archive, answer.hits, number)]),
  };
}

test("a word finds its reports, a title first", async () => {
  assert.deepEqual((await search("database ")).titles, ["The database", "Certificate of"]);
  assert.deepEqual((await search("queue ")).titles, ["Orders stood"]);
  assert.deepEqual((await search("DATABASE")).titles, ["The database", "Certificate of"]);
});

test("a title says more than a heading, a heading more than a text", async () => {
  const three = write([
    { title: "Text", day: "2031-03-01", lede: "needle needle needle needle" },
    { title: "Heading", day: "2031-02-01", sections: [{ id: "a", title: "The needle", text: "" }] },
    { title: "A needle", day: "2031-01-01" },
  ]);
  assert.deepEqual((await search("needle ", three)).titles, ["A needle", "Heading", "Text"]);
});

test("however the words are sharded, each is found in the same reports", async () => {
  const scripts = client();
  const words = new Set(reports.flatMap((report) => [report.lede, ...(report.sections ?? []).map((section) => section.text)])
    .flatMap((text) => scripts.searchWords.wordsOf(text ?? "")).map((word) => word.word));
  const stores = [1, 3, 1000].map((shardSize) => storeOf(scripts, write(reports, { shardSize })).store);
  for (const word of words) {
    const [tiny, some, one] = await Promise.all(stores.map(async (store) => {
      const matches = await scripts.searchMatch.exact(store, word);
      return matches.map((/** @type {any} */ match) => [...match.group.units]);
    }));
    assert.equal(one.length, 1, word);
    assert.deepEqual([tiny, some], [one, one], word);
  }
});

test("ties stand newest first, the undated last", async () => {
  const same = ["2030-01-01", "2031-01-01", undefined, "2029-01-01"].map((day, place) => ({ title: `Report ${place}`, day, lede: "same words" }));
  assert.deepEqual((await search("same ", write(same))).titles, ["Report 1", "Report 0", "Report 3", "Report 2"]);
});

test("the other words of a stem are found, over shards too", async () => {
  assert.deepEqual((await search('"restarted"')).titles, ["The database", "Orders stood"]);
  const tiny = write(reports, { shardSize: 1 });
  assert.deepEqual((await search('"restarting"', tiny)).titles.sort(), ["Orders stood", "The database"]);
  assert.deepEqual((await search('"restarts"', tiny)).titles.sort(), ["Orders stood", "The database"]);
});

test("a beginning finds the word, weaker than the word itself", async () => {
  assert.deepEqual((await search("datab")).titles, ["The database", "Certificate of"]);
  assert.deepEqual((await search("da")).titles, ["Something nobody", "The database", "Certificate of"]);
  assert.deepEqual((await search("da ")).titles, []);
  assert.deepEqual((await search("cert data ")).titles, ["Certificate of"]);
  const near = write([{ title: "One", lede: "portal portal portal" }, { title: "Two", lede: "port" }]);
  assert.deepEqual((await search("port ", near)).titles, ["Two", "One"]);
});

test("all words must be there, in one section better", async () => {
  assert.deepEqual((await search("connections pool ")).titles, ["The database"]);
  assert.deepEqual((await search("connections certificate ")).titles, []);
  const two = write([
    { title: "Apart", day: "2031-02-01", sections: [{ id: "a", title: "A", text: "alpha" }, { id: "b", title: "B", text: "beta" }] },
    { title: "Together", day: "2030-02-01", sections: [{ id: "a", title: "A", text: "alpha beta" }, { id: "b", title: "B", text: "gamma" }] },
  ]);
  assert.deepEqual((await search("alpha beta ", two)).titles, ["Together", "Apart"]);
  assert.deepEqual((await search('"alpha beta" ', two)).titles, ["Together"]);
  assert.deepEqual((await search("alpha beta ", two)).units, [[1], [1, 2]]);
  const headed = write([{ title: "One", sections: [{ id: "a", title: "Alpha", text: "" }, { id: "b", title: "B", text: "alpha beta" }] }]);
  assert.deepEqual((await search("alpha beta ", headed)).units, [[2, 1]]);
});

test("typos: what was probably meant, and it is said", async () => {
  for (const [typed, meant] of [["databse ", "database"], ["certificat ", null], ["cretificate ", "certificate"], ["conections ", "connections"], ["gatewya", "gateway"]]) {
    const { answer, titles } = await search(String(typed));
    assert.equal(answer.hits[0].instead, meant, String(typed));
    assert.ok(titles.length > 0, String(typed));
  }
  // Three letters are too few to guess from, and figures are not guessed at.
  assert.deepEqual((await search("dbb ")).titles, []);
  assert.deepEqual((await search("db-18 ")).titles, []);
  assert.deepEqual((await search("databas3 ")).titles, []);
  assert.equal((await search("xylophone ")).answer.hits[0].instead, null);
});

test("typos in the first letter: another one, one too few, one too many, the first two swapped", async () => {
  for (const [typed, meant] of [["satabase ", "database"], ["atabase ", "database"], ["ddatabase ", "database"], ["adtabase ", "database"], ["öateway", "gateway"]]) {
    const { answer, titles, asked } = await search(typed);
    assert.equal(answer.hits[0].instead, meant, typed);
    assert.ok(titles.length > 0, typed);
    assert.equal(asked.filter((file) => file.startsWith("f0")).length, 1, typed);
  }
  // In an index of few shards all are looked through.
  const few = write(reports, { buckets: 0 });
  for (const [typed, meant] of [["satabase ", "database"], ["atabase ", "database"], ["ddatabase ", "database"], ["adtabase ", "database"]]) {
    assert.equal((await search(typed, few)).answer.hits[0].instead, meant, typed);
  }
  // Two slips where one is the first letter are too many.
  assert.equal((await search("satabsae ", few)).answer.hits[0].instead, null);
  assert.equal((await search("satabsae ")).answer.hits[0].instead, null);
});

test("the distance counts neighbours swapped as one step", () => {
  const { searchMatch } = client();
  const table = [["abc", "abc", 0], ["abc", "acb", 1], ["abc", "abd", 1], ["abc", "ab", 1], ["abc", "", 3], ["", "abc", 3], ["ca", "abc", 3]];
  for (const [one, other, expected] of table) assert.equal(searchMatch.distance(one, other).whole, expected, `${one} ${other}`);
  assert.equal(searchMatch.distance("confg", "configuration").beginning, 1);
});

test("names: whole, growing, and their parts", async () => {
  for (const text of ["max_open_files ", "max_open_fi", "open_files ", "HedgeProxy ", "hedgeproxy", "proxy ", "db-17 "]) {
    assert.equal((await search(text)).titles.length, 1, text);
  }
  assert.deepEqual((await search("files_open ")).titles, ["Orders stood"]);
  assert.deepEqual((await search("consumer-pool ")).titles, []);
});

test("accents and letters of other languages", async () => {
  for (const text of ["Größe", "grosse", "strasse ", "ærø ", "AERO ", "cafe ", "Café "]) assert.equal((await search(text)).titles.length, 1, text);
});

test("writings without blanks", async () => {
  for (const text of ["データベース", "障害", "再起動", "再", "接続の上限"]) assert.deepEqual((await search(text)).titles, ["決済データベースの障害"], text);
  assert.deepEqual((await search("起再")).titles, []);
  assert.deepEqual((await search("kubernetes 回復 ")).titles, ["決済データベースの障害"]);
});

test("words of every report are left out, unless there are no others", async () => {
  const many = write(Array.from({ length: 80 }, (_, place) => ({
    title: place === 7 ? "An incident of its own" : `Number ${place}`, day: `20${10 + place}-01-01`, lede: place % 2 === 0 ? "incident even" : "incident odd",
  })));
  const { answer, titles } = await search("incident even ", many);
  assert.deepEqual([...answer.ignored], ["incident"]);
  assert.equal(titles.length, 40);
  const common = await search("incident ", many);
  assert.deepEqual([common.titles, common.answer.titlesOnly, answer.titlesOnly], [["An incident"], true, false]);
  assert.deepEqual((await search("incident q", many)).titles, ["An incident"]);
  assert.deepEqual((await search("incident q ", many)).titles, []);
});

test("the first letter of one word more changes nothing yet", async () => {
  assert.deepEqual((await search("connections q")).titles, (await search("connections ")).titles);
  assert.deepEqual((await search("connections q ")).titles, []);
});

test("only the shards that are needed are asked for, each once", async () => {
  const scripts = client();
  const { store, asked } = storeOf(scripts, write(reports, { shardSize: 3 }));
  const ask = (/** @type {string} */ text) => scripts.searchRank.search(store, scripts.searchQuery.parse(text).terms);
  await ask("queue ");
  const first = asked.length;
  assert.ok(first <= 4, asked.join(" "));
  await ask("queue ");
  assert.equal(asked.length, first);
});

test("a file that failed is named, and asked for again", async () => {
  const scripts = client();
  const broken = new Map(index);
  broken.delete("manifest.js");
  const { store } = storeOf(scripts, broken);
  const ask = () => scripts.searchRank.search(store, scripts.searchQuery.parse("queue").terms);
  await assert.rejects(ask(), (/** @type {any} */ error) => error.file === "manifest.js");
  broken.set("manifest.js", String(index.get("manifest.js")));
  assert.equal((await ask()).hits[0].count, 1);
});

test("an empty archive has an empty answer", async () => {
  assert.deepEqual((await search("queue", write([]))).titles, []);
});
