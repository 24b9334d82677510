// Packed lists, and words: what the index and the client must do alike.
import assert from "node:assert/strict";
import { test } from "node:test";
import { client } from "./client.js";
import { pack, packGaps } from "./writer.js";

const { searchLists, searchWords } = client();
const words = (/** @type {string} */ text) => searchWords.wordsOf(text).map((/** @type {{ word: string }} */ word) => word.word);

test("numbers of one digit and of several", () => {
  assert.deepEqual([...searchLists.unpack("AfgBggB_____B")], [0, 31, 32, 1024, 63 * 0 + 31 + 31 * 32 + 31 * 1024 + 31 * 32768 + 31 * 1048576 + 33554432]);
  for (const numbers of [[], [0], [31, 32, 33], [1023, 1024, 1_000_000], [4_294_967_295]]) {
    assert.deepEqual([...searchLists.unpack(pack(numbers))], numbers);
  }
  for (const numbers of [[], [0], [7], [0, 1, 2], [3, 9, 4000]]) assert.deepEqual([...searchLists.unpackGaps(packGaps(numbers))], numbers);
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
