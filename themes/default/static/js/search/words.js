// The words of a text, as the index has them: what pmsite does when it writes the index, done again for what a reader types
// and for the texts in which hits are marked. The two must split alike.
//
// Takes any text. Gives its words in their normal form (lower case, no accents) with the places where they stand; names such as
// `max_open_files` whole and in parts; characters of writings without blanks in pairs. It knows no stems: the index groups
// the words of one stem.
"use strict";

/**
 * A word of a text.
 * @typedef {object} SearchWord
 * @property {string} word as it stands in the index
 * @property {number} start where it begins in the text
 * @property {number} end where it ends
 */

/**
 * What a text has between two blanks or marks: a word, a name, or characters of a writing without blanks.
 * @typedef {object} SearchName
 * @property {SearchWord | null} whole the name as one word; none for characters in pairs, for dates, for what is too long
 * @property {SearchWord[]} runs its words, uncut
 * @property {SearchWord[]} parts its words, cut at the humps of camels
 * @property {boolean} pairs whether the parts are pairs of characters
 */

const searchWords = (() => {
  const letter = "[\\p{Alphabetic}\\p{N}\\p{M}\\u00AD\\u200C\\u200D]";
  const names = new RegExp(`${letter}+(?:[_\\-./:]${letter}+)*`, "gu");
  const run = new RegExp(`${letter}+`, "gu");
  const cluster = /[^\p{M}\uFF9E\uFF9F][\p{M}\uFF9E\uFF9F]*|[\p{M}\uFF9E\uFF9F]+/gu;
  const pairwise =
    /[\u0E00-\u0EFF\u1000-\u109F\u1100-\u11FF\u1780-\u17FF\u2E80-\uA4CF\uA960-\uA97F\uAC00-\uD7FF\uF900-\uFAFF\uFF66-\uFF9F\u{20000}-\u{3FFFF}]/u;
  const hump = /(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/;
  const apostrophe = /['’]/;
  const longest = 40;
  /** @type {Record<string, string>} */
  const plain = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", þ: "th", ı: "i", ς: "σ" };

  /**
   * The normal form of a text. Of the marks only those of European writings go: vowels of Indian ones are such marks too.
   * @param {string} text
   */
  function fold(text) {
    if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
    return text.replace(/[\u00AD\u200C\u200D]/g, "").normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]/g, "")
      .replace(/[ßæœøđðłþıς]/g, (sign) => plain[sign]).normalize("NFC");
  }

  /**
   * Whether the index holds such a word: nobody searches for a checksum.
   * @param {string} word in its normal form
   */
  function isIndexed(word) {
    if (word === "" || /^\p{N}{9,}$/u.test(word)) return false;
    if (/^[0-9a-f]{16,}$/.test(word) && /[0-9]/.test(word)) return false;
    return word.length <= longest || [...word].length <= longest;
  }

  /**
   * @param {string} text
   * @param {number} start
   * @returns {SearchWord}
   */
  function wordAt(text, start) {
    return { word: fold(text), start, end: start + text.length };
  }

  /**
   * A run that has characters of writings without blanks, cut where those begin and end.
   * @param {string} text
   * @param {number} start
   * @returns {SearchName[]}
   */
  function mixed(text, start) {
    /** @type {SearchName[]} */
    const found = [];
    /** @type {SearchWord[]} */
    let characters = [];
    /** @type {{ start: number, end: number } | null} */
    let other = null;
    const finishOther = () => {
      if (other !== null) for (const one of name(text.slice(other.start - start, other.end - start), other.start)) found.push(one);
      other = null;
    };
    const finishCharacters = () => {
      if (characters.length > 0) {
        const parts = characters.length === 1 ? characters : characters.slice(1).map((next, index) => {
          const before = characters[index];
          return { word: before.word + next.word, start: before.start, end: next.end };
        });
        found.push({ whole: null, runs: parts, parts, pairs: true });
      }
      characters = [];
    };
    for (const match of text.matchAll(cluster)) {
      const place = start + match.index;
      const end = place + match[0].length;
      const normal = fold(match[0]);
      if (pairwise.test(normal)) {
        finishOther();
        for (const character of normal) characters.push({ word: character, start: place, end });
      } else {
        finishCharacters();
        other = { start: other === null ? place : other.start, end };
      }
    }
    finishOther();
    finishCharacters();
    return found;
  }

  /**
   * A name without such characters.
   * @param {string} text
   * @param {number} start
   * @returns {SearchName[]}
   */
  function name(text, start) {
    const runs = [];
    const parts = [];
    for (const match of text.matchAll(run)) {
      const uncut = wordAt(match[0], start + match.index);
      if (isIndexed(uncut.word)) runs.push(uncut);
      let place = uncut.start;
      for (const piece of match[0].split(hump)) {
        const part = wordAt(piece, place);
        if (isIndexed(part.word)) parts.push(part);
        place = part.end;
      }
    }
    const uncut = wordAt(text, start);
    const isOne = runs.length === 1 && runs[0].word === uncut.word;
    const whole = isOne || (/\p{Alphabetic}/u.test(text) && isIndexed(uncut.word)) ? uncut : null;
    return whole === null && parts.length === 0 ? [] : [{ whole, runs, parts, pairs: false }];
  }

  /**
   * The names of a text in their order.
   * @param {string} text
   * @returns {SearchName[]}
   */
  function namesOf(text) {
    const found = [];
    for (const match of text.matchAll(names)) {
      const piece = match[0];
      const start = match.index;
      if (/^[\x00-\x7f]*$/.test(piece) || !pairwise.test(fold(piece))) {
        // Of a word with an apostrophe (`server's`, `l'incident`) a single letter beside it says nothing.
        const beside = apostrophe.test(text[start - 1] ?? "") || apostrophe.test(text[start + piece.length] ?? "");
        if (!(beside && /^[A-Za-z]$/.test(piece))) for (const one of name(piece, start)) found.push(one);
      } else {
        for (const match of piece.matchAll(run)) for (const one of mixed(match[0], start + match.index)) found.push(one);
      }
    }
    return found;
  }

  /**
   * Every word under which the index has the text: of each name the whole, its runs and their parts.
   * @param {string} text
   * @returns {SearchWord[]}
   */
  function wordsOf(text) {
    const found = [];
    for (const { whole, runs, parts } of namesOf(text)) {
      const words = whole === null ? [...runs, ...parts] : [whole, ...runs, ...parts];
      const seen = new Set();
      for (const word of words) {
        const key = `${word.start} ${word.end}`;
        if (!seen.has(key)) found.push(word);
        seen.add(key);
      }
    }
    return found;
  }

  return { fold, namesOf, wordsOf };
})();
