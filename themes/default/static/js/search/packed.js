// What stands in the files of the index, unpacked: words, places, ids that are not written as they follow from names.
//
// Takes the texts of the files. Gives words, parts with weights, rows of reports and values of filters as the other scripts know them.
// How they are packed is told in pmsite's documentation of the search.
"use strict";

/**
 * The places of all groups, one group behind the other.
 * @typedef {object} SearchPlaces
 * @property {Uint32Array} starts where those of each group begin, and behind the last where they end
 * @property {Uint32Array} units
 * @property {Uint8Array} weights
 */

const searchPacked = (() => {
  const cuts = " !#$%&()*+,;=?@[]^`{|}~";
  const pieces = /([A-Z !#$%&()*+,;=?@[\]^`{|}~])([^A-Z !#$%&()*+,;=?@[\]^`{|}~]*)/g;

  /**
   * The words of the groups of a shard.
   * @param {string} letters
   * @returns {string[][]}
   */
  function words(letters) {
    /** @type {string[][]} */
    const groups = [];
    let last = "";
    for (const [, sign, rest] of letters.matchAll(pieces)) {
      const cut = cuts.indexOf(sign);
      if (cut < 0) {
        last = last.slice(0, sign.charCodeAt(0) - 65) + rest;
        groups.push([last]);
      } else {
        last = (cut === cuts.length - 1 ? "" : last.slice(0, last.length - cut)) + rest;
        groups[groups.length - 1].push(last);
      }
    }
    return groups;
  }

  /**
   * Where each part begins when each has room by its size, and where the last one ends.
   * @param {string} sizes
   * @returns {{ sizes: Uint32Array, rooms: Float64Array }}
   */
  function rooms(sizes) {
    const own = searchLists.unpack(sizes);
    const rooms = new Float64Array(own.length + 1);
    own.forEach((size, part) => { rooms[part + 1] = rooms[part] + 2 ** size; });
    return { sizes: own, rooms };
  }

  /**
   * Where the words of each group stand.
   * @param {string} packed
   * @param {number} count how many groups there are
   * @param {{ sizes: Uint32Array, rooms: Float64Array }} parts
   * @returns {SearchPlaces}
   */
  function places(packed, count, { sizes, rooms }) {
    const coder = new SearchCoder(packed);
    const lengths = new SearchModel(new Array(32).fill(4));
    const models = Array.from({ length: 64 }, () => new SearchModel([8, 3, 1, 1]));
    const starts = new Uint32Array(count + 1);
    let units = new Uint32Array(2 * packed.length + 64);
    let weights = new Uint8Array(units.length);

    /**
     * Reads the places from one to before another, all among the parts from `first` to before `end`.
     * @param {number} from
     * @param {number} to
     * @param {number} first
     * @param {number} end
     */
    function among(from, to, first, end) {
      const middle = (from + to) >>> 1;
      // Each place before it and behind it needs a part.
      let low = first + middle - from;
      let high = end - (to - middle - 1);
      if (high - low > 1) {
        const start = rooms[low];
        const place = coder.place(rooms[high] - start) + start;
        while (high - low > 1) {
          const between = (low + high) >>> 1;
          if (rooms[between] <= place) low = between;
          else high = between;
        }
        coder.took(rooms[low] - start, rooms[low + 1] - rooms[low]);
      }
      units[middle] = low;
      if (middle > from) among(from, middle, first, low);
      if (to > middle + 1) among(middle + 1, to, low + 1, end);
    }

    for (let group = 0; group < count; group += 1) {
      const length = lengths.read(coder);
      const from = starts[group];
      const to = from + 2 ** length + coder.below(2 ** length) - 1;
      if (to - from > sizes.length) throw new Error("a packed list of places is longer than the archive");
      starts[group + 1] = to;
      if (to > units.length) {
        [units, weights] = [grown(new Uint32Array(2 * to), units), grown(new Uint8Array(2 * to), weights)];
      }
      if (to > from) among(from, to, 0, sizes.length);
      const often = Math.min(length, 7) >> 1;
      let last = 0;
      for (let place = from; place < to; place += 1) {
        const size = Math.min(sizes[units[place]], 7) >> 1;
        last = models[(often * 4 + last) * 4 + size].read(coder);
        weights[place] = last;
      }
    }
    return { starts, units, weights };
  }

  /**
   * @template {Uint32Array | Uint8Array} List
   * @param {List} room
   * @param {List} list
   * @returns {List}
   */
  function grown(room, list) {
    room.set(list);
    return room;
  }

  /**
   * The id that follows from the title of a section.
   * @param {string} title
   */
  function idOfTitle(title) {
    return title.replace(/[^A-Za-z0-9_\- ]/g, "").toLowerCase().replace(/ /g, "-").replace(/^-+|-+$/g, "");
  }

  /**
   * The id that follows from the name of a value.
   * @param {string} name
   */
  function idOfName(name) {
    return name.split(/[^A-Za-z0-9]+/).filter((word) => word !== "").join("-").toLowerCase();
  }

  /**
   * Rows of reports, each section with its id.
   * @param {SearchRow[]} rows
   * @returns {SearchReport[]}
   */
  function reports(rows) {
    return rows.map((row) => {
      const [title, url, day, dayText, severity, level, duration, lede, sections] = row;
      /** @type {[id: string, title: string][]} */
      const whole = sections.map((section) => (typeof section === "string" ? [idOfTitle(section), section] : section));
      return [title, url, day, dayText, severity, level, duration, lede, whole];
    });
  }

  /**
   * The indexes with their values.
   * @param {SearchFacets} packed
   * @returns {{ key: string, title: string, values: SearchValue[] }[]}
   */
  function indexes({ facets }) {
    return facets.map(({ key, title, names, ids, reports }) => {
      const lists = reports.split(" ");
      const values = names.map((name, place) => ({ id: ids[place] ?? idOfName(name), name, reports: searchLists.unpackGaps(lists[place]) }));
      return { key, title, values };
    });
  }

  /** How many buckets of first letters a file has. */
  const bucketsOfFile = 2 ** 14;

  /**
   * The bucket that has the first letters of words which go on like this.
   * @param {string} rest
   * @param {number} buckets
   */
  function bucket(rest, buckets) {
    let hash = 0x811c9dc5;
    for (let place = 0; place < rest.length; place += 1) hash = Math.imul(hash ^ rest.charCodeAt(place), 0x01000193);
    hash ^= hash >>> 15;
    hash = Math.imul(hash, 0x2c1b3c6d);
    hash ^= hash >>> 12;
    return Math.floor(((hash >>> 0) * buckets) / 2 ** 32);
  }

  return { words, rooms, places, reports, indexes, bucket, bucketsOfFile };
})();
