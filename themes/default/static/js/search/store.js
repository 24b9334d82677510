// What of the index is here, and how the rest comes.
//
// Takes a function that loads one file of the index (a script that calls `window.pmsiteSearch.add`), and what the files bring.
// Gives promises of the manifest, the filters, blocks of reports and shards of words; each file is asked for once, and once more
// after it failed. It does not search.
"use strict";

/**
 * @typedef {object} SearchManifest
 * @property {string} v the fingerprint of the whole index
 * @property {string} language
 * @property {number} count how many reports there are
 * @property {number} blockSize how many of them a block has
 * @property {string} units packed: how many units each report has
 * @property {string[]} shards the first word of each shard
 * @property {string[]} everywhere words of more than half of all reports, which are not indexed
 * @property {boolean} cjk
 */

/** @typedef {[title: string, url: string, day: string, dayText: string, severity: string, level: number | null, duration: string,
 *   lede: string, sections: [id: string, title: string][]]} SearchReport */

/** @typedef {[words: string, postings: string] | [word: string, shard: number, first?: string]} SearchEntry */

/**
 * @typedef {object} SearchFacets
 * @property {Record<string, string>} years
 * @property {string} days
 * @property {{ key: string, title: string, values: [id: string, name: string, reports: string][] }[]} facets
 * @property {string} open
 */

/**
 * The words of one stem, and where they stand.
 * @typedef {object} SearchGroup
 * @property {string[]} words
 * @property {Uint32Array} units ascending
 * @property {Uint8Array} weights of each unit: 0 once, 1 a few times, 2 often, 3 in a title
 */

/** A file of the index that did not come. */
class SearchLoadError extends Error {
  /** @param {string} file */
  constructor(file) {
    super(`the file \`${file}\` of the search index did not load`);
    this.file = file;
  }
}

/** A shard of words, ready for looking up. */
class SearchShard {
  /** @param {SearchEntry[]} entries */
  constructor(entries) {
    this.entries = entries;
    /** @type {(SearchGroup | undefined)[]} */
    this.groups = new Array(entries.length);
    /** @type {[word: string, entry: number][]} */
    this.words = [];
    entries.forEach((entry, index) => {
      const words = typeof entry[1] === "number" ? [entry[0]] : entry[0].split(" ");
      for (const word of words) this.words.push([word, index]);
    });
    this.words.sort((left, right) => (left[0] < right[0] ? -1 : left[0] > right[0] ? 1 : left[1] - right[1]));
  }

  /**
   * The place of the first word that is not before this one.
   * @param {string} word
   */
  placeOf(word) {
    let low = 0;
    let high = this.words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.words[middle][0] < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * The entries that hold a word; where it is in a group and an alias at once (it belongs to two languages), both.
   * @param {string} word
   * @returns {number[]}
   */
  entriesOf(word) {
    const found = [];
    for (let place = this.placeOf(word); place < this.words.length && this.words[place][0] === word; place += 1) {
      found.push(this.words[place][1]);
    }
    return found;
  }

  /**
   * The words that begin so, with their entries.
   * @param {string} prefix
   * @returns {[word: string, entry: number][]}
   */
  startingWith(prefix) {
    const found = [];
    for (let place = this.placeOf(prefix); place < this.words.length && this.words[place][0].startsWith(prefix); place += 1) {
      found.push(this.words[place]);
    }
    return found;
  }

  /**
   * The shard that has the group an alias stands for; none where the entry is a group itself.
   * @param {number} entry
   * @returns {number | null}
   */
  elsewhere(entry) {
    const target = this.entries[entry][1];
    return typeof target === "number" ? target : null;
  }

  /**
   * @param {number} index of an entry that is a group
   * @returns {SearchGroup}
   */
  group(index) {
    const ready = this.groups[index];
    if (ready !== undefined) return ready;
    const packed = searchLists.unpack(String(this.entries[index][1]));
    const units = new Uint32Array(packed.length);
    const weights = new Uint8Array(packed.length);
    let unit = 0;
    packed.forEach((number, place) => {
      unit += Math.floor(number / 4);
      units[place] = unit;
      weights[place] = number % 4;
    });
    const group = { words: this.entries[index][0].split(" "), units, weights };
    this.groups[index] = group;
    return group;
  }
}

/** The manifest, with what follows from it. */
class SearchArchive {
  /** @param {SearchManifest} manifest */
  constructor(manifest) {
    this.manifest = manifest;
    this.count = manifest.count;
    this.shards = manifest.shards;
    this.everywhere = new Set(manifest.everywhere);
    const sizes = searchLists.unpack(manifest.units);
    /** Where the units of each report begin, and after the last one where they end. */
    this.starts = new Uint32Array(sizes.length + 1);
    sizes.forEach((size, report) => { this.starts[report + 1] = this.starts[report] + size; });
    this.units = this.starts[sizes.length];
    /** The report of each unit. */
    this.reportOf = new Uint32Array(this.units);
    for (let report = 0; report < sizes.length; report += 1) {
      this.reportOf.fill(report, this.starts[report], this.starts[report + 1]);
    }
  }

  /**
   * The shard in which a word stands if the index has it; none where the index has no words at all.
   * @param {string} word
   * @returns {number | null}
   */
  shardOf(word) {
    if (this.shards.length === 0) return null;
    let low = 0;
    let high = this.shards.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.shards[middle] <= word) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }
}

/** The index as far as it is here. */
class SearchStore {
  /** @param {(file: string) => Promise<void>} load asks for one file and settles when its script ran or failed */
  constructor(load) {
    this.load = load;
    /** @type {Map<string, Promise<any>>} */
    this.asked = new Map();
    /** @type {Map<string, unknown>} */
    this.brought = new Map();
    this.version = "";
  }

  /**
   * What a file of the index calls.
   * @param {string} kind
   * @param {string | number} key
   * @param {unknown} data
   */
  add(kind, key, data) {
    this.brought.set(kind + key, data);
  }

  /**
   * @template T
   * @param {string} kind
   * @param {string | number} key
   * @param {string} file
   * @param {(data: any) => T} ready
   * @returns {Promise<T>}
   */
  ask(kind, key, file, ready) {
    const name = kind + key;
    let answer = this.asked.get(name);
    if (answer === undefined) {
      answer = this.load(file).then(() => {
        const data = this.brought.get(name);
        if (data === undefined) throw new SearchLoadError(file);
        this.brought.delete(name);
        return ready(data);
      });
      // A file that failed may be asked for again.
      answer.catch(() => this.asked.delete(name));
      this.asked.set(name, answer);
    }
    return answer;
  }

  /** @returns {Promise<SearchArchive>} */
  archive() {
    return this.ask("manifest", "", "manifest.js", (/** @type {SearchManifest} */ manifest) => {
      this.version = manifest.v;
      return new SearchArchive(manifest);
    });
  }

  /** @returns {Promise<SearchFacets>} */
  async facets() {
    await this.archive();
    return this.ask("facets", "", `facets.js?${this.version}`, (data) => data);
  }

  /**
   * @param {number} shard
   * @returns {Promise<SearchShard>}
   */
  async words(shard) {
    await this.archive();
    return this.ask("words", shard, `w${shard}.js?${this.version}`, (/** @type {SearchEntry[]} */ data) => new SearchShard(data));
  }

  /**
   * The report of a number.
   * @param {number} number
   * @returns {Promise<SearchReport>}
   */
  async report(number) {
    const { blockSize } = (await this.archive()).manifest;
    const block = Math.floor(number / blockSize);
    /** @type {SearchReport[]} */
    const reports = await this.ask("reports", block, `d${block}.js?${this.version}`, (data) => data);
    return reports[number % blockSize];
  }
}
