// What of the index is here, and how the rest comes.
//
// Takes a function that loads one file of the index (a script that calls `window.pmsiteSearch.add`), and what the files bring.
// Gives promises of the manifest, the filters, blocks of reports and shards of words; each file is asked for once, and once more
// after it failed. It does not search.
"use strict";

/**
 * @typedef {object} SearchManifest
 * @property {string} language
 * @property {number} count how many reports there are
 * @property {number} blockSize how many of them a block has
 * @property {string} units packed: how many units each report has
 * @property {string} sizes packed: how large each unit is
 * @property {string[]} shards the first word of each shard
 * @property {string[]} everywhere words of more than half of all reports, which are not indexed
 * @property {number} buckets how many buckets the first letters of words have; 0 where the shards are so few that they need none
 * @property {boolean} cjk
 */

/** @typedef {[title: string, url: string, day: string, dayText: string, severity: string, level: number | null, duration: string,
 *   lede: string, sections: [id: string, title: string][]]} SearchReport */

/** @typedef {[title: string, url: string, day: string, dayText: string, severity: string, level: number | null, duration: string,
 *   lede: string, sections: (string | [id: string, title: string])[]]} SearchRow a report as its file has it */

/** @typedef {[places: string, letters: string, absent: string, shards: string]} SearchWords a shard as its file has it */

/**
 * @typedef {object} SearchFacets
 * @property {Record<string, string>} years
 * @property {string} days
 * @property {{ key: string, title: string, names: string[], ids: Record<string, string>, reports: string }[]} facets
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

/** A file of the index that is of another writing than the manifest: a host kept one of them. */
class SearchStaleError extends Error {
  /**
   * @param {string} file
   * @param {string} generation of the file
   */
  constructor(file, generation) {
    super(`the file \`${file}\` of the search index is of another writing`);
    this.generation = generation;
  }
}

/** A shard of words, ready for looking up. Its entries are its groups, and behind them words whose groups stand in other shards. */
class SearchShard {
  /**
   * @param {SearchWords} data
   * @param {{ sizes: Uint32Array, rooms: Float64Array }} parts how large the units are
   */
  constructor([places, letters, absent, shards], parts) {
    const groups = searchPacked.words(letters);
    this.groupWords = groups;
    this.packed = places;
    this.parts = parts;
    /** @type {SearchPlaces | null} where the words of all groups stand, once one was asked for */
    this.places = null;
    /** @type {(SearchGroup | undefined)[]} */
    this.groups = new Array(groups.length);
    this.shards = searchLists.unpack(shards);
    /** @type {[word: string, entry: number][]} */
    this.words = [];
    groups.forEach((words, index) => { for (const word of words) this.words.push([word, index]); });
    if (absent !== "") absent.split(" ").forEach((word, place) => this.words.push([word, groups.length + place]));
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
    return entry < this.groupWords.length ? null : this.shards[entry - this.groupWords.length];
  }

  /** Where the words of all groups stand. */
  unpacked() {
    if (this.places === null) {
      this.places = searchPacked.places(this.packed, this.groupWords.length, this.parts);
      this.packed = "";
    }
    return this.places;
  }

  /**
   * In how many units a word stands; of an alias nothing is known.
   * @param {number} entry
   */
  count(entry) {
    const { starts } = this.unpacked();
    return entry < this.groupWords.length ? starts[entry + 1] - starts[entry] : 0;
  }

  /**
   * @param {number} index of an entry that is a group
   * @returns {SearchGroup}
   */
  group(index) {
    const ready = this.groups[index];
    if (ready !== undefined) return ready;
    const { starts, units, weights } = this.unpacked();
    const [from, to] = [starts[index], starts[index + 1]];
    const group = { words: this.groupWords[index], units: units.subarray(from, to), weights: weights.subarray(from, to) };
    this.groups[index] = group;
    return group;
  }
}

/** The manifest, with what follows from it. */
class SearchArchive {
  /**
   * @param {SearchManifest} manifest
   * @param {string} generation which writing of the index it is of
   */
  constructor(manifest, generation) {
    this.manifest = manifest;
    this.generation = generation;
    this.count = manifest.count;
    this.shards = manifest.shards;
    this.everywhere = new Set(manifest.everywhere);
    const sizes = searchLists.unpack(manifest.units);
    /** Where the units of each report begin, and after the last one where they end. */
    this.starts = new Uint32Array(sizes.length + 1);
    sizes.forEach((size, report) => { this.starts[report + 1] = this.starts[report] + size; });
    this.units = this.starts[sizes.length];
    /** How large they are. */
    this.parts = searchPacked.rooms(manifest.sizes);
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
    /** @type {Map<string, { generation: string, data: unknown }>} */
    this.brought = new Map();
    this.manifest = "manifest.js";
  }

  /**
   * What a file of the index calls.
   * @param {string} kind
   * @param {string | number} key
   * @param {string} generation which writing of the index the file is of
   * @param {unknown} data
   */
  add(kind, key, generation, data) {
    this.brought.set(kind + key, { generation, data });
  }

  /**
   * Forgets everything and asks for the manifest past what hosts and browsers keep.
   * @param {string} address what no address of it had before
   */
  renew(address) {
    this.asked.clear();
    this.brought.clear();
    this.manifest = `manifest.js?${encodeURIComponent(address)}`;
  }

  /**
   * @template T
   * @param {string} kind
   * @param {string | number} key
   * @param {string} file
   * @param {(data: any, generation: string) => T} ready
   * @returns {Promise<T>}
   */
  ask(kind, key, file, ready) {
    const name = kind + key;
    let answer = this.asked.get(name);
    if (answer === undefined) {
      answer = this.load(file).then(() => {
        const brought = this.brought.get(name);
        if (brought === undefined) throw new SearchLoadError(file);
        this.brought.delete(name);
        return ready(brought.data, brought.generation);
      });
      // A file that failed may be asked for again.
      const asked = answer;
      asked.catch(() => { if (this.asked.get(name) === asked) this.asked.delete(name); });
      this.asked.set(name, asked);
    }
    return answer;
  }

  /**
   * A file that belongs to a manifest, and to no other.
   * @template T
   * @param {string} kind
   * @param {string | number} key
   * @param {string} name
   * @param {(data: any, archive: SearchArchive) => T} ready
   * @returns {Promise<T>}
   */
  async part(kind, key, name, ready) {
    const archive = await this.archive();
    return this.ask(kind, key, `${name}.js?${archive.generation}`, (data, generation) => {
      if (generation !== archive.generation) throw new SearchStaleError(`${name}.js`, generation);
      return ready(data, archive);
    });
  }

  /** @returns {Promise<SearchArchive>} */
  archive() {
    return this.ask("manifest", "", this.manifest, (/** @type {SearchManifest} */ manifest, generation) => new SearchArchive(manifest, generation));
  }

  /** @returns {Promise<SearchFacets>} */
  facets() {
    return this.part("facets", "", "facets", (data) => data);
  }

  /**
   * @param {number} shard
   * @returns {Promise<SearchShard>}
   */
  words(shard) {
    return this.part("words", shard, `w${shard}`, (/** @type {SearchWords} */ data, archive) => new SearchShard(data, archive.parts));
  }

  /**
   * Letters that words may begin with which go on like this.
   * @param {string} rest
   * @returns {Promise<string>}
   */
  async firsts(rest) {
    const { buckets } = (await this.archive()).manifest;
    const bucket = searchPacked.bucket(rest, buckets);
    const file = Math.floor(bucket / searchPacked.bucketsOfFile);
    const letters = await this.part("firsts", file, `f${file}`, (/** @type {string} */ data) => data.split(" "));
    return letters[bucket % searchPacked.bucketsOfFile] ?? "";
  }

  /**
   * The report of a number.
   * @param {number} number
   * @returns {Promise<SearchReport>}
   */
  async report(number) {
    const { blockSize } = (await this.archive()).manifest;
    const block = Math.floor(number / blockSize);
    const reports = await this.part("reports", block, `d${block}`, (/** @type {SearchRow[]} */ data) => searchPacked.reports(data));
    return reports[number % blockSize];
  }
}
