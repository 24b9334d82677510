// From a word to the groups of the index it stands for.
//
// Takes a folded word. Gives groups with how well each fits: the word itself (its group holds the other words of its stem), words
// that begin with it, and, asked for separately, the word that was probably meant. It does not rank reports.
"use strict";

/**
 * A group that fits a word.
 * @typedef {object} SearchMatch
 * @property {SearchGroup} group
 * @property {number} fit 1 for the word itself, less for one that only begins with it
 * @property {string[]} words those of the group's words to mark in texts
 */

const searchMatch = (() => {
  /** How many shards a beginning may ask for: a reader who types two letters does not want the whole index. */
  const mostShards = 8;
  const prefixFit = 0.5;

  /**
   * The groups that hold a word: one, or several where reports of different languages have it.
   * @param {SearchStore} store
   * @param {string} word
   * @returns {Promise<SearchMatch[]>}
   */
  async function exact(store, word) {
    const number = (await store.archive()).shardOf(word);
    if (number === null) return [];
    /** @type {SearchMatch[]} */
    const found = [];
    await collect(store, number, word, found, true);
    return found;
  }

  /**
   * @param {SearchStore} store
   * @param {number} number
   * @param {string} word
   * @param {SearchMatch[]} found
   * @param {boolean} follow whether aliases are followed: they lead one step far, never on
   */
  async function collect(store, number, word, found, follow) {
    const shard = await store.words(number);
    for (const entry of shard.entriesOf(word)) {
      const elsewhere = shard.elsewhere(entry);
      if (elsewhere === null) {
        const group = shard.group(entry);
        if (!found.some((match) => match.group === group)) found.push({ group, fit: 1, words: group.words });
      } else if (follow) {
        await collect(store, elsewhere, word, found, false);
      }
    }
  }

  /**
   * The groups with words that begin so.
   * @param {SearchStore} store
   * @param {string} prefix
   * @returns {Promise<SearchMatch[]>}
   */
  async function startingWith(store, prefix) {
    const archive = await store.archive();
    const first = archive.shardOf(prefix);
    const last = archive.shardOf(`${prefix}\uffff`);
    if (first === null || last === null) return [];
    const numbers = [];
    for (let number = first; number <= last && numbers.length < mostShards; number += 1) numbers.push(number);
    const shards = await Promise.all(numbers.map((number) => store.words(number)));

    /** @type {Map<SearchGroup, SearchMatch>} */
    const found = new Map();
    /** @type {Map<number, string[]>} */
    const elsewhere = new Map();
    const note = (/** @type {SearchShard} */ shard, /** @type {number} */ entry, /** @type {string} */ word) => {
      const group = shard.group(entry);
      const fit = prefixFit * (0.5 + (0.5 * prefix.length) / word.length);
      const known = found.get(group);
      if (known === undefined) {
        found.set(group, { group, fit, words: [word] });
      } else {
        known.words.push(word);
        known.fit = Math.max(known.fit, fit);
      }
    };
    for (const shard of shards) {
      for (const [word, entry] of shard.startingWith(prefix)) {
        const target = shard.elsewhere(entry);
        if (target === null) note(shard, entry, word);
        else if (elsewhere.has(target)) elsewhere.get(target)?.push(word);
        else if (elsewhere.size < mostShards) elsewhere.set(target, [word]);
      }
    }
    const others = await Promise.all([...elsewhere.keys()].map((number) => store.words(number)));
    [...elsewhere.values()].forEach((words, index) => {
      for (const word of words) {
        for (const entry of others[index].entriesOf(word)) {
          if (others[index].elsewhere(entry) === null) note(others[index], entry, word);
        }
      }
    });
    return [...found.values()];
  }

  /**
   * The word that was probably meant: the nearest one, of those the most frequent. First among the words with the same two letters at
   * the beginning, then among those with another first letter and no other slip, then among those with the same first letter.
   * @param {SearchStore} store
   * @param {string} word
   * @returns {Promise<string | null>}
   */
  async function meant(store, word) {
    const most = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
    if (most === 0 || /\d/.test(word)) return null;
    const alike = await nearest(store, word, word.slice(0, 2), most);
    if (alike !== null && alike.near < 2) return alike.candidate;
    const other = await begunOtherwise(store, word);
    if (other !== null) return other;
    return (alike ?? await nearest(store, word, word.slice(0, 1), most))?.candidate ?? null;
  }

  /**
   * The nearest of the words that begin so, of several the most frequent.
   * @param {SearchStore} store
   * @param {string} word
   * @param {string} prefix
   * @param {number} most how far it may be
   */
  async function nearest(store, word, prefix, most) {
    const archive = await store.archive();
    const first = archive.shardOf(prefix);
    const last = archive.shardOf(`${prefix}\uffff`);
    if (first === null || last === null) return null;
    /** @type {{ candidate: string, near: number, size: number }[]} */
    const found = [];
    for (let number = first; number <= last; number += 1) {
      const shard = await store.words(number);
      for (const [candidate, entry] of shard.startingWith(prefix)) {
        const near = /\d/.test(candidate) ? null : nearness(word, candidate, most);
        if (near !== null) found.push({ candidate, near, size: shard.count(entry) });
      }
    }
    found.sort((left, right) => left.near - right.near || right.size - left.size);
    return found.length > 0 ? found[0] : null;
  }

  /**
   * Words that may be this one but for its first letter: another letter there, one too few, one too many, or the first two swapped.
   * The index tells which letters may begin a word that goes on in some way; whether one does, its shard tells.
   * @param {SearchStore} store
   * @param {string} word
   * @returns {Promise<Set<string>>}
   */
  async function otherwise(store, word) {
    const [first = "", second = "", ...others] = word;
    const rest = second + others.join("");
    const beginning = async (/** @type {string} */ rest, /** @type {string | null} */ only) => {
      const letters = [...await store.firsts(rest)];
      return letters.filter((letter) => only === null || letter === only).map((letter) => letter + rest);
    };
    const ways = await Promise.all([
      beginning(rest, null), beginning(word, null), beginning(others.join(""), second), beginning(first + others.join(""), second),
    ]);
    return new Set(ways.flat());
  }

  /**
   * The same, of all words of an index of few shards.
   * @param {SearchStore} store
   * @param {string} word
   * @returns {Promise<Set<string>>}
   */
  async function otherwiseOfAll(store, word) {
    const [first = "", second = "", ...others] = word;
    const rest = second + others.join("");
    const { shards } = await store.archive();
    const all = await Promise.all(shards.map((_, number) => store.words(number)));
    const fits = (/** @type {string} */ candidate) => {
      const [, ...behind] = candidate;
      const ending = behind.join("");
      return ending === rest || ending === word || candidate === rest || candidate === second + first + others.join("");
    };
    const near = (/** @type {string} */ candidate) => Math.abs(candidate.length - word.length) <= 2 && !/\d/.test(candidate) && fits(candidate);
    return new Set(all.flatMap((shard) => shard.words.map(([candidate]) => candidate).filter(near)));
  }

  /**
   * The most frequent of the words that are this one but for its first letter.
   * @param {SearchStore} store
   * @param {string} word
   * @returns {Promise<string | null>}
   */
  async function begunOtherwise(store, word) {
    const { buckets } = (await store.archive()).manifest;
    const words = await (buckets === 0 ? otherwiseOfAll(store, word) : otherwise(store, word));
    words.delete(word);
    const sizes = await Promise.all([...words].map(async (candidate) => {
      const matches = await exact(store, candidate);
      return { candidate, size: matches.reduce((sum, match) => sum + match.group.units.length, 0) };
    }));
    sizes.sort((left, right) => right.size - left.size || (left.candidate < right.candidate ? -1 : 1));
    return sizes.length > 0 && sizes[0].size > 0 ? sizes[0].candidate : null;
  }

  /**
   * How far a word is from another, or from its beginning (which counts as a little farther); none where farther than allowed.
   * @param {string} word
   * @param {string} candidate
   * @param {number} most
   * @returns {number | null}
   */
  function nearness(word, candidate, most) {
    if (candidate.length < word.length - most) return null;
    const shown = candidate.slice(0, word.length + most);
    const { whole, beginning } = distance(word, shown);
    if (shown.length === candidate.length && whole <= most) return whole;
    return beginning <= most ? beginning + 0.5 : null;
  }

  /**
   * Optimal string alignment: letters changed, left out, added, and neighbours swapped; to the whole other word and to the
   * nearest of its beginnings.
   * @param {string} word
   * @param {string} other
   * @returns {{ whole: number, beginning: number }}
   */
  function distance(word, other) {
    /** @type {number[]} */
    let before = [];
    /** @type {number[]} */
    let above = [];
    let row = Array.from({ length: other.length + 1 }, (_, column) => column);
    for (let line = 1; line <= word.length; line += 1) {
      before = above;
      above = row;
      row = [line];
      for (let column = 1; column <= other.length; column += 1) {
        const same = word[line - 1] === other[column - 1];
        let least = Math.min(above[column] + 1, row[column - 1] + 1, above[column - 1] + (same ? 0 : 1));
        if (line > 1 && column > 1 && word[line - 1] === other[column - 2] && word[line - 2] === other[column - 1]) {
          least = Math.min(least, before[column - 2] + 1);
        }
        row.push(least);
      }
    }
    return { whole: row[other.length], beginning: Math.min(...row) };
  }

  return { exact, startingWith, meant, distance };
})();
