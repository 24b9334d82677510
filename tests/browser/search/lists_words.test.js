// Packed lists, and words: what the index and the client must do alike.
import assert from "node:assert/strict";
import { test } from "node:test";
import { client } from "./client.js";
import { pack, packGaps, packPlaces } from "./writer.js";

const { searchLists, searchPacked, searchWords } = client();
const words = (/** @type {string} */ text) => searchWords.wordsOf(text).map((/** @type {{ word: string }} */ word) => word.word);

test("numbers of one digit and of several", () => {
  assert.deepEqual([...searchLists.unpack("AfgBggB_____B")], [0, 31, 32, 1024, 63 * 0 + 31 + 31 * 32 + 31 * 1024 + 31 * 32768 + 31 * 1048576 + 33554432]);
  for (const numbers of [[], [0], [31, 32, 33], [1023, 1024, 1_000_000], [4_294_967_295]]) {
    assert.deepEqual([...searchLists.unpack(pack(numbers))], numbers);
  }
  for (const numbers of [[], [0], [7], [0, 1, 2], [3, 9, 4000]]) assert.deepEqual([...searchLists.unpackGaps(packGaps(numbers))], numbers);
});

// What pmsite's own tests say of the same words and places.
test("words by what they do not share with the one before", () => {
  const long = `${"a".repeat(39)}b`;
  for (const [packed, expected] of /** @type {[string, string[][]][]} */ ([
    ["", []], ["Aaged!ingDlessAzoo", [["aged", "ageing"], ["ageless"], ["zoo"]]], ["Aab𐐨cEd$𐐩", [["ab𐐨c"], ["ab𐐨d", "ab𐐩"]]],
    [`A${long}Z${long.slice(25)}~b`, [[long], [long, "b"]]], [`Aabc ${"a".repeat(24)}~abcb`, [["abc", `abc${"a".repeat(24)}`, "abcb"]]],
  ])) assert.deepEqual(searchPacked.words(packed), expected);
});

test("places by the size of their parts", () => {
  const parts = searchPacked.rooms("ADFCHB");
  const read = (/** @type {string} */ packed, /** @type {number} */ count) => {
    const { starts, units, weights } = searchPacked.places(packed, count, parts);
    const groups = Array.from({ length: count }, (_, group) => group);
    return groups.map((group) => [[...units.slice(starts[group], starts[group + 1])], [...weights.slice(starts[group], starts[group + 1])]]);
  };
  assert.deepEqual(read("DQx1YmBLL", 4), [[[0, 4], [0, 3]], [[], []], [[0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 0, 0]], [[5], [0]]]);
  assert.deepEqual(read("", 0), []);
  // Many groups, of which no digit may be wrong.
  let random = 7;
  const next = () => { random = (random * 48_271) % 2_147_483_647; return random; };
  const sizes = [...parts.sizes];
  const groups = Array.from({ length: 3000 }, () => {
    const units = [0, 1, 2, 3, 4, 5].filter(() => next() % 3 === 0);
    return { first: "", words: [], units, weights: units.map(() => (next() % 7 === 0 ? 3 : next() % 2)) };
  });
  assert.deepEqual(read(packPlaces(groups, sizes), groups.length), groups.map(({ units, weights }) => [units, weights]));
  for (const broken of ["_".repeat(40), "!"]) assert.throws(() => read(broken, 500));
});

test("buckets of first letters", () => {
  for (const [rest, many, few] of [["atabase", 1_799_807, 31], ["törung", 1_592_994, 28], ["", 218_672, 3], ["onnections", 491_220, 8]]) {
    assert.deepEqual([searchPacked.bucket(rest, 2 ** 21), searchPacked.bucket(rest, 37)], [many, few], String(rest));
  }
});

test("a broken list is an error, not other numbers", () => {
  assert.throws(() => searchLists.unpack("A!B"), /no digit, at 1/);
  assert.throws(() => searchLists.unpack("Aé"), /no digit/);
  assert.throws(() => searchLists.unpack("Ag"), /inside a number/);
});

test("words of plain text", () => {
  const table = [
    ["", []],
    ["The Database  failed.", ["the", "database", "failed"]],
    ["Größe, Ærø, café, Straße, Łódź", ["grosse", "aero", "cafe", "strasse", "lodz"]],
    ["ﬁle", ["file"]],
    ["server's l'incident don’t", ["server", "incident", "don"]],
    ["a-b", ["a-b", "a", "b"]],
    ["soft\u00ADhyphen", ["softhyphen"]],
    ["ΛΌΓΟΣ", ["λογοσ"]],
  ];
  for (const [text, expected] of table) assert.deepEqual(words(String(text)), expected, String(text));
});

test("names whole and in parts", () => {
  const table = [
    ["max_open_files", ["max_open_files", "max", "open", "files"]],
    ["__init__", ["init"]],
    ["db-17", ["db-17", "db", "17"]],
    ["a.b.example", ["a.b.example", "a", "b", "example"]],
    ["HedgeProxy", ["hedgeproxy", "hedge", "proxy"]],
    ["HTTPServer", ["httpserver", "http", "server"]],
    ["db17", ["db17"]],
    ["std::fs", ["std", "fs"]],
    ["https://a.example", ["https", "a.example", "a", "example"]],
    ["HedgeProxy-v2", ["hedgeproxy-v2", "hedgeproxy", "v2", "hedge", "proxy"]],
    ["09:41 on 2031-02-03", ["09", "41", "on", "2031", "02", "03"]],
  ];
  for (const [text, expected] of table) assert.deepEqual(words(String(text)), expected, String(text));
});

test("checksums and endless words are not indexed", () => {
  assert.deepEqual(words("123456789 12345678"), ["12345678"]);
  assert.deepEqual(words("0123456789abcdef deadbeefdeadbeef"), ["deadbeefdeadbeef"]);
  assert.deepEqual(words("x".repeat(41)), []);
  assert.deepEqual(words("x".repeat(40)), ["x".repeat(40)]);
});

test("writings without blanks in pairs", () => {
  assert.deepEqual(words("決済の障害"), ["決済", "済の", "の障", "障害"]);
  assert.deepEqual(words("Kubernetesの再"), ["kubernetes", "の再"]);
  assert.deepEqual(words("水"), ["水"]);
  assert.deepEqual(words("ﾀﾞﾌﾞ"), ["ダブ"]);
  assert.deepEqual(words("데이터"), ["데이", "이터"]);
  assert.deepEqual(words("水 a-水b"), ["水", "a", "水", "b"]);
});

test("each word is where it says it is", () => {
  for (const text of ["See the café's max_open_files.", "x ﾀﾞﾌﾞ 決済 HedgeProxy", "Straße 𠮷野家"]) {
    for (const { word, start, end } of searchWords.wordsOf(text)) {
      const there = searchWords.wordsOf(text.slice(start, end)).map((/** @type {{ word: string }} */ found) => found.word);
      assert.ok(there.includes(word), `${word} in ${text.slice(start, end)}`);
    }
  }
});
