// A search index of a few made-up reports, in the format pmsite writes: the other half that the tests of the client need.
//
// Takes reports. Gives the index's scripts by file name. Its words come from the client's own splitting, its stems from a table of
// endings: what real reports become is for the tests of pmsite.
import { client } from "./client.js";

/**
 * @typedef {{ id: string, title: string, text: string }} Section
 * @typedef {{ title: string, day?: string, severity?: string, lede?: string, facts?: Record<string, string[]>, open?: boolean,
 *   sections?: Section[] }} Report
 * @typedef {{ first: string, words: string[], units: number[], weights: number[] }} Group
 */

const { searchLists, searchPacked, searchWords } = client();

/** Which writing the index is of. */
const generation = "made-up";

/** @param {number[]} numbers */
export function pack(numbers) {
  let packed = "";
  for (let number of numbers) {
    do {
      const digit = number % 32;
      number = Math.floor(number / 32);
      packed += searchLists.signs[digit + (number > 0 ? 32 : 0)];
    } while (number > 0);
  }
  return packed;
}

/** @param {number[]} numbers ascending */
export function packGaps(numbers) {
  return pack(numbers.map((number, place) => (place === 0 ? number : number - numbers[place - 1] - 1)));
}

/**
 * Words of groups, none by what it shares with another.
 * @param {string[][]} groups
 */
export function packWords(groups) {
  return groups.map((words) => `A${words.join("~")}`).join("");
}

/**
 * Places of groups, as the range coder of pmsite tells them.
 * @param {Group[]} groups
 * @param {number[]} sizes of the units
 */
export function packPlaces(groups, sizes) {
  /** @type {number[]} */
  const digits = [];
  let low = 0n;
  let range = 1n << 48n;
  const carry = () => {
    if (low < 1n << 48n) return;
    low -= 1n << 48n;
    for (let at = digits.length - 1; at >= 0; at -= 1) {
      digits[at] = (digits[at] + 1) % 64;
      if (digits[at] !== 0) return;
    }
  };
  const tell = (/** @type {number} */ from, /** @type {number} */ size, /** @type {number} */ all) => {
    const one = range / BigInt(all);
    low += one * BigInt(from);
    range = one * BigInt(size);
    carry();
    while (range < 1n << 42n) {
      digits.push(Number(low >> 42n));
      low = (low & ((1n << 42n) - 1n)) << 6n;
      range <<= 6n;
    }
  };
  const model = (/** @type {number[]} */ counts) => (/** @type {number} */ number) => {
    const sum = (/** @type {number[]} */ some) => some.reduce((all, one) => all + one, 0);
    tell(sum(counts.slice(0, number)), counts[number], sum(counts));
    counts[number] += 24;
    if (sum(counts) > 2048) counts.forEach((count, at) => { counts[at] = Math.ceil(count / 2); });
  };
  const lengths = model(new Array(32).fill(4));
  const models = Array.from({ length: 64 }, () => model([8, 3, 1, 1]));
  const rooms = [0];
  for (const size of sizes) rooms.push(rooms[rooms.length - 1] + 2 ** size);
  const among = (/** @type {number[]} */ units, /** @type {number} */ first, /** @type {number} */ end) => {
    if (units.length === 0) return;
    const middle = units.length >> 1;
    const unit = units[middle];
    const from = first + middle;
    const to = end - (units.length - middle - 1);
    if (to - from > 1) tell(rooms[unit] - rooms[from], rooms[unit + 1] - rooms[unit], rooms[to] - rooms[from]);
    among(units.slice(0, middle), first, unit);
    among(units.slice(middle + 1), unit + 1, end);
  };
  for (const { units, weights } of groups) {
    const length = Math.floor(Math.log2(units.length + 1));
    lengths(length);
    tell(units.length + 1 - 2 ** length, 1, 2 ** length);
    among(units, 0, sizes.length);
    let last = 0;
    units.forEach((unit, place) => {
      models[((Math.min(length, 7) >> 1) * 4 + last) * 4 + (Math.min(sizes[unit], 7) >> 1)](weights[place]);
      last = weights[place];
    });
  }
  // All eight digits of the lower end: any that follow are in the range.
  for (let at = 7n; at >= 0n; at -= 1n) digits.push(Number((low >> (6n * at)) & 63n));
  return digits.map((digit) => searchLists.signs[digit]).join("");
}

/** @param {string} word */
function stem(word) {
  return /\d/.test(word) ? word : word.replace(/(?<=\w{3})(ing|ed|es|s)$/, "");
}

/** @param {string} script @param {string} key @param {unknown} data */
function add(script, key, data) {
  const place = /^\d+$/.test(key) ? key : JSON.stringify(key);
  const json = JSON.stringify(data).replace(/</g, "\\u003c");
  return `window.pmsiteSearch.add(${JSON.stringify(script)},${place},${JSON.stringify(generation)},${json});\n`;
}

/** @param {string} day */
function dayNumber(day) {
  return (Date.parse(`${day}T00:00Z`) - Date.UTC(1900, 0, 1)) / 86_400_000 + 1;
}

/**
 * @param {Report[]} given
 * @param {{ blockSize?: number, shardSize?: number, buckets?: number }} [how] reports in a block, entries in a shard of words, buckets of
 *   first letters
 * @returns {Map<string, string>}
 */
export function write(given, { blockSize = 4, shardSize = 40, buckets = 64 } = {}) {
  const reports = [...given].sort((left, right) => (left.day ?? "" ) < (right.day ?? "") ? 1 : -1);
  /** @type {Map<string, Map<string, Map<number, number>>>} */
  const stems = new Map();
  /** @type {Map<string, Set<number>>} */
  const having = new Map();
  const sizes = reports.map((report) => 1 + (report.sections?.length ?? 0));
  let unit = 0;
  reports.forEach((report, number) => {
    const units = [
      { heading: report.title, text: [report.lede ?? "", ...Object.values(report.facts ?? {}).flat()].join(" ") },
      ...(report.sections ?? []).map((section) => ({ heading: section.title, text: section.text })),
    ];
    for (const { heading, text } of units) {
      /** @type {Map<string, { count: number, heading: boolean }>} */
      const counts = new Map();
      for (const { word } of searchWords.wordsOf(text)) counts.set(word, { count: (counts.get(word)?.count ?? 0) + 1, heading: false });
      for (const { word } of searchWords.wordsOf(heading)) counts.set(word, { count: (counts.get(word)?.count ?? 0) + 1, heading: true });
      for (const [word, { count, heading: inHeading }] of counts) {
        const key = stem(word);
        const words = stems.get(key) ?? new Map();
        stems.set(key, words);
        const places = words.get(word) ?? new Map();
        words.set(word, places);
        places.set(unit, inHeading ? 3 : count > 3 ? 2 : count > 1 ? 1 : 0);
        having.set(key, (having.get(key) ?? new Set()).add(number));
      }
      unit += 1;
    }
  });

  const common = (/** @type {string} */ key) => reports.length >= 64 && (having.get(key)?.size ?? 0) > reports.length / 2;
  /** @type {string[]} */
  const everywhere = [];
  /** @type {Group[]} */
  const groups = [];
  /** @type {number[]} how many groups each unit has */
  const met = Array.from({ length: unit }, () => 0);
  for (const [key, words] of stems) {
    const surface = [...words.keys()].sort();
    if (common(key)) everywhere.push(...surface);
    /** @type {Map<number, number>} */
    const places = new Map();
    for (const each of words.values()) for (const [place, weight] of each) places.set(place, Math.max(weight, places.get(place) ?? 0));
    const postings = [...places].filter(([, weight]) => !common(key) || weight === 3).sort((left, right) => left[0] - right[0]);
    for (const place of places.keys()) met[place] += 1;
    groups.push({ first: surface[0], words: surface, units: postings.map(([place]) => place), weights: postings.map(([, weight]) => weight) });
  }
  groups.sort((left, right) => (left.first < right.first ? -1 : 1));
  /** @type {string[]} */
  const shards = [];
  groups.forEach((group, index) => { if (index % shardSize === 0) shards.push(group.first); });
  const shardOf = (/** @type {string} */ word) => Math.max(0, shards.findLastIndex((first) => first <= word));
  /** @type {{ groups: Group[], absent: [word: string, shard: number][] }[]} */
  const entries = shards.map(() => ({ groups: [], absent: [] }));
  for (const group of groups) {
    const home = shardOf(group.first);
    entries[home].groups.push(group);
    for (const word of group.words) if (shardOf(word) !== home) entries[shardOf(word)].absent.push([word, home]);
  }
  const unitSizes = met.map((count) => Math.floor(Math.log2(Math.max(1, count))));

  /** @type {Map<string, string>} */
  const index = new Map();
  index.set("manifest.js", add("manifest", "", {
    language: "en", count: reports.length, blockSize, units: pack(sizes), sizes: pack(unitSizes), shards, buckets, everywhere: everywhere.sort(), cjk: true,
  }));
  entries.forEach(({ groups, absent }, number) => {
    index.set(`w${number}.js`, add("words", String(number), [
      packPlaces(groups, unitSizes), packWords(groups.map((group) => group.words)), absent.map(([word]) => word).join(" "), pack(absent.map(([, shard]) => shard)),
    ]));
  });
  /** @type {string[]} */
  const firsts = Array.from({ length: buckets }, () => "");
  for (const word of groups.flatMap((group) => group.words)) {
    if (buckets > 0 && /^\p{Alphabetic}{4,}$/u.test(word)) firsts[searchPacked.bucket(word.slice(1), buckets)] += word[0];
  }
  if (buckets > 0) index.set("f0.js", add("firsts", "0", firsts.join(" ")));
  for (let block = 0; block * blockSize < reports.length; block += 1) {
    const rows = reports.slice(block * blockSize, (block + 1) * blockSize).map((report, place) => [
      report.title, `../${block * blockSize + place}/index.html`, report.day ?? "", report.day ?? "", report.severity ?? "",
      report.severity === undefined ? null : Number(report.severity.slice(-1)) - 1, "", report.lede ?? "",
      (report.sections ?? []).map((section) => (section.id === section.title.toLowerCase() ? section.title : [section.id, section.title])),
    ]);
    index.set(`d${block}.js`, add("reports", String(block), rows));
  }
  index.set("facets.js", add("facets", "", facets(reports)));
  return index;
}

/** @param {Report[]} reports */
function facets(reports) {
  const withNumbers = reports.map((report, number) => ({ report, number }));
  const numbers = (/** @type {(report: Report) => boolean} */ has) =>
    packGaps(withNumbers.filter(({ report }) => has(report)).map(({ number }) => number));
  const keys = [...new Set(reports.flatMap((report) => Object.keys(report.facts ?? {})))];
  const years = [...new Set(reports.flatMap((report) => (report.day ? [report.day.slice(0, 4)] : [])))].sort();
  return {
    years: Object.fromEntries(years.map((year) => [year, numbers((report) => report.day?.startsWith(year) ?? false)])),
    days: pack(reports.map((report) => (report.day ? dayNumber(report.day) : 0))),
    facets: keys.map((key) => {
      const names = [...new Set(reports.flatMap((report) => report.facts?.[key] ?? []))].sort();
      const lists = names.map((name) => numbers((report) => report.facts?.[key]?.includes(name) ?? false));
      const ids = Object.fromEntries(names.flatMap((name, place) => {
        const id = name.toLowerCase().replace(/ \/ /g, "/").replace(/ /g, "-");
        return /^[a-z0-9-]+$/.test(id) ? [] : [[place, id]];
      }));
      return { key, title: key[0].toUpperCase() + key.slice(1), names, ids, reports: lists.join(" ") };
    }),
    open: numbers((report) => report.open === true),
  };
}
