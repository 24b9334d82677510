// A search index of a few made-up reports, in the format pmsite writes: the other half that the tests of the client need.
//
// Takes reports. Gives the index's scripts by file name. Its words come from the client's own splitting, its stems from a table of
// endings: what real reports become is for the tests of pmsite.
import { client } from "./client.js";

/**
 * @typedef {{ id: string, title: string, text: string }} Section
 * @typedef {{ title: string, day?: string, severity?: string, lede?: string, facts?: Record<string, string[]>, open?: boolean,
 *   sections?: Section[] }} Report
 */

const { searchLists, searchWords } = client();

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

/** @param {string} word */
function stem(word) {
  return /\d/.test(word) ? word : word.replace(/(?<=\w{3})(ing|ed|es|s)$/, "");
}

/** @param {string} script @param {string} key @param {unknown} data */
function add(script, key, data) {
  const place = /^\d+$/.test(key) ? key : JSON.stringify(key);
  return `window.pmsiteSearch.add(${JSON.stringify(script)},${place},${JSON.stringify(data).replace(/</g, "\\u003c")});\n`;
}

/** @param {string} day */
function dayNumber(day) {
  return (Date.parse(`${day}T00:00Z`) - Date.UTC(1900, 0, 1)) / 86_400_000 + 1;
}

/**
 * @param {Report[]} given
 * @param {{ blockSize?: number, shardSize?: number }} [how] reports in a block, and entries in a shard of words
 * @returns {Map<string, string>}
 */
export function write(given, { blockSize = 4, shardSize = 40 } = {}) {
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
  /** @type {{ first: string, words: string[], postings: string }[]} */
  const groups = [];
  for (const [key, words] of stems) {
    const surface = [...words.keys()].sort((left, right) => (words.get(right)?.size ?? 0) - (words.get(left)?.size ?? 0) || (left < right ? -1 : 1));
    if (common(key)) everywhere.push(...surface);
    /** @type {Map<number, number>} */
    const places = new Map();
    for (const each of words.values()) for (const [place, weight] of each) places.set(place, Math.max(weight, places.get(place) ?? 0));
    const postings = [...places].filter(([, weight]) => !common(key) || weight === 3).sort((left, right) => left[0] - right[0]);
    const numbers = postings.map(([place, weight], index) => (place - (index === 0 ? 0 : postings[index - 1][0])) * 4 + weight);
    groups.push({ first: [...surface].sort()[0], words: surface, postings: pack(numbers) });
  }
  groups.sort((left, right) => (left.first < right.first ? -1 : 1));
  /** @type {string[]} */
  const shards = [];
  groups.forEach((group, index) => { if (index % shardSize === 0) shards.push(group.first); });
  const shardOf = (/** @type {string} */ word) => Math.max(0, shards.findLastIndex((first) => first <= word));
  /** @type {[string, unknown[]][][]} */
  const entries = shards.map(() => []);
  for (const group of groups) {
    const home = shardOf(group.first);
    entries[home].push([group.first, [group.words.join(" "), group.postings]]);
    for (const word of group.words) {
      if (shardOf(word) !== home) entries[shardOf(word)].push([word, [word, home, group.first]]);
    }
  }

  /** @type {Map<string, string>} */
  const index = new Map();
  index.set("manifest.js", add("manifest", "", {
    v: "made-up", language: "en", count: reports.length, blockSize, units: pack(sizes), shards, everywhere: everywhere.sort(), cjk: true,
  }));
  entries.forEach((list, number) => {
    list.sort((left, right) => (left[0] < right[0] ? -1 : 1));
    index.set(`w${number}.js`, add("words", String(number), list.map(([, entry]) => entry)));
  });
  for (let block = 0; block * blockSize < reports.length; block += 1) {
    const rows = reports.slice(block * blockSize, (block + 1) * blockSize).map((report, place) => [
      report.title, `../${block * blockSize + place}/index.html`, report.day ?? "", report.day ?? "", report.severity ?? "",
      report.severity === undefined ? null : Number(report.severity.slice(-1)) - 1, "", report.lede ?? "",
      (report.sections ?? []).map((section) => [section.id, section.title]),
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
      const values = names.map((name) => [name.toLowerCase().replace(/\W+/g, "-"), name, numbers((report) => report.facts?.[key]?.includes(name) ?? false)]);
      return { key, title: key[0].toUpperCase() + key.slice(1), values };
    }),
    open: numbers((report) => report.open === true),
  };
}
