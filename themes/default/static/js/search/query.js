// What a reader typed, understood: words, words in quotes, filters.
//
// Takes the text of the search field, which is the one truth: choosing a filter adds to the text, removing it takes it out of the
// text. Gives terms and filters. Whether a filter's value exists is known elsewhere.
"use strict";

/**
 * Something a report must have: a word, a name of several parts, or words in quotes.
 * @typedef {object} SearchTerm
 * @property {string} text as typed
 * @property {string | null} whole the word or name as one; none for quotes and for pairs of characters
 * @property {string[]} parts what must stand together in one section
 * @property {boolean} quoted
 * @property {boolean} pairs whether the parts are pairs of characters
 * @property {boolean} growing whether the reader may still be typing it
 */

/**
 * A filter: `service:orders`.
 * @typedef {object} SearchFilter
 * @property {string} key
 * @property {string} value without quotes
 * @property {number} start where it begins in the text
 * @property {number} end where it ends
 * @property {boolean} growing whether the reader may still be typing it
 */

/**
 * @typedef {object} SearchQuery
 * @property {SearchTerm[]} terms
 * @property {SearchFilter[]} filters
 * @property {string[]} unsearchable what the index has no words for: checksums, long numbers
 */

const searchQuery = (() => {
  const pieces = /([\p{L}][\p{L}\p{N}_-]*):("[^"]*"?|[^\s"]+)|"([^"]*)("?)|[^\s"]+/gu;
  /** Filters every archive has; the others are the archive's indexes. */
  const ownKeys = ["year", "after", "before", "has"];
  /** The indexes an archive usually has: so that a query is understood before the list of the filters is here. */
  const usualKeys = ["service", "cause", "trigger", "detection", "severity", "tag", "team"];

  /**
   * @param {string} text
   * @param {Iterable<string>} [keys] the keys of the archive's indexes, where known
   * @returns {SearchQuery}
   */
  function parse(text, keys = usualKeys) {
    const known = new Set([...ownKeys, ...usualKeys, ...keys]);
    /** @type {SearchTerm[]} */
    const terms = [];
    /** @type {SearchFilter[]} */
    const filters = [];
    /** @type {string[]} */
    const unsearchable = [];
    for (const piece of text.matchAll(pieces)) {
      const start = piece.index;
      const end = start + piece[0].length;
      const key = piece[1]?.toLowerCase();
      if (key !== undefined && known.has(key)) {
        const value = piece[2].replace(/^"|"$/g, "");
        const growing = end === text.length && !/.".*"$/.test(piece[0]);
        filters.push({ key, value, start, end, growing });
        continue;
      }
      const before = terms.length;
      if (piece[3] !== undefined) addQuoted(terms, piece[3]);
      else addPlain(terms, piece[0], end === text.length);
      if (terms.length === before && /[\p{L}\p{N}]/u.test(piece[0])) unsearchable.push(piece[0]);
    }
    return { terms, filters, unsearchable };
  }

  /**
   * @param {SearchTerm[]} terms
   * @param {string} text
   */
  function addQuoted(terms, text) {
    const parts = searchWords.namesOf(text).flatMap((name) => (name.whole === null ? name.parts : [name.whole])).map((part) => part.word);
    if (parts.length > 0) terms.push({ text, whole: null, parts, quoted: true, pairs: false, growing: false });
  }

  /**
   * @param {SearchTerm[]} terms
   * @param {string} text
   * @param {boolean} last whether the text ends with it
   */
  function addPlain(terms, text, last) {
    const names = searchWords.namesOf(text);
    names.forEach((name, index) => {
      const first = name.whole ?? name.parts[0];
      const end = Math.max(first.end, ...name.parts.map((part) => part.end));
      terms.push({
        text: text.slice(first.start, end),
        whole: name.whole === null ? null : name.whole.word,
        parts: name.parts.map((part) => part.word),
        quoted: false,
        pairs: name.pairs,
        growing: last && index === names.length - 1,
      });
    });
  }

  /**
   * A filter as it is written.
   * @param {string} key
   * @param {string} value
   */
  function written(key, value) {
    return /^[^\s"]+$/.test(value) ? `${key}:${value}` : `${key}:"${value.replace(/"/g, "")}"`;
  }

  /**
   * The text with one filter more, at its end.
   * @param {string} text
   * @param {string} key
   * @param {string} value
   */
  function withFilter(text, key, value) {
    const before = text.trimEnd();
    return `${before}${before === "" ? "" : " "}${written(key, value)} `;
  }

  /**
   * The text without some of its filters.
   * @param {string} text
   * @param {SearchFilter[]} gone
   */
  function withoutFilters(text, gone) {
    let rest = text;
    for (const filter of [...gone].sort((left, right) => right.start - left.start)) {
      rest = `${rest.slice(0, filter.start).trimEnd()} ${rest.slice(filter.end).trimStart()}`;
    }
    return rest.trimStart();
  }

  return { parse, written, withFilter, withoutFilters };
})();
