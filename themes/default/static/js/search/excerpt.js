// The sentence around a hit, and which of its words to mark.
//
// Takes texts (blocks of a section, a title, the beginning of a report) and the hits of a query, or a parsed page to take the blocks
// of a section from. Gives pieces of text, marked or not; it makes no markup of them.
"use strict";

/**
 * A piece of a text.
 * @typedef {object} SearchPiece
 * @property {string} text
 * @property {boolean} marked
 */

const searchExcerpt = (() => {
  /** How long an excerpt is at most, in characters. */
  const longest = 230;
  /** How much of a section is looked through: a log of megabytes must not hold up the page. */
  const mostText = 200_000;
  /** How much of a long sentence stands before its first hit. */
  const before = 60;
  // Each run of marks is tried once only, from its beginning: a line of dots takes no longer than another one.
  const sentenceEnds = /(?<![.!?])[.!?]+["'”’)\]]*\s+|[。！？]+/gu;
  const blockNames = "p, li, td, th, dd, dt, pre, figcaption, summary, blockquote, h1, h2, h3, h4, h5, h6, div, section, article";
  /** What stands among the words of a report and is ours: in entries of a timeline too the time in UTC and since the start. */
  const leftOut = "[data-pagefind-ignore], [aria-hidden=true], abbr.again, time.utc, .since, .permalink, .visually-hidden, script, style, svg, "
    + "button";

  /**
   * Where words of the query stand in a text.
   * @param {string} text
   * @param {SearchHits[]} hits
   * @returns {{ start: number, end: number, term: number }[]}
   */
  function places(text, hits) {
    /** @type {{ start: number, end: number, term: number }[]} */
    const found = [];
    for (const word of searchWords.wordsOf(text)) {
      hits.forEach((hit, term) => {
        if (hit.words.has(word.word)) found.push({ start: word.start, end: word.end, term });
      });
    }
    return found.sort((left, right) => left.start - right.start || right.end - left.end);
  }

  /**
   * A text in pieces, the words of the query marked.
   * @param {string} text
   * @param {SearchHits[]} hits
   * @returns {SearchPiece[]}
   */
  function marked(text, hits) {
    /** @type {SearchPiece[]} */
    const pieces = [];
    let done = 0;
    for (const place of places(text, hits)) {
      if (place.end <= done) continue;
      const start = Math.max(place.start, done);
      const last = pieces[pieces.length - 1];
      if (start > done) pieces.push({ text: text.slice(done, start), marked: false });
      if (start === done && last?.marked) last.text += text.slice(start, place.end);
      else pieces.push({ text: text.slice(start, place.end), marked: true });
      done = place.end;
    }
    if (done < text.length) pieces.push({ text: text.slice(done), marked: false });
    return pieces;
  }

  /**
   * The sentences of a text, as ranges of it.
   * @param {string} text
   * @returns {{ start: number, end: number }[]}
   */
  function sentencesOf(text) {
    const found = [];
    let start = 0;
    for (const match of text.matchAll(sentenceEnds)) {
      const end = match.index + match[0].length;
      found.push({ start, end });
      start = end;
    }
    if (start < text.length) found.push({ start, end: text.length });
    return found;
  }

  /**
   * The best sentence of some texts, with what follows it as far as there is room; none where no word of the query stands in them.
   * @param {string[]} blocks
   * @param {SearchHits[]} hits
   * @returns {SearchPiece[] | null}
   */
  function best(blocks, hits) {
    const all = hits.reduce((sum, hit) => sum + hit.rarity + 0.01, 0);
    let chosen = null;
    let left = mostText;
    for (const whole of blocks) {
      // Nothing is better than a sentence that has all words.
      if (left <= 0 || (chosen !== null && chosen.sum > all - 0.005)) break;
      const block = whole.slice(0, left);
      left -= block.length;
      const found = places(block, hits);
      if (found.length === 0) continue;
      // Sentences and places are both in the order of the text: one walk through both.
      let at = 0;
      for (const sentence of sentencesOf(block)) {
        const terms = new Set();
        let first = -1;
        let sum = 0;
        for (; at < found.length && found[at].start < sentence.end; at += 1) {
          const { start, end, term } = found[at];
          if (end > sentence.end) continue;
          if (first < 0) first = start;
          if (!terms.has(term)) sum += hits[term].rarity + 0.01;
          terms.add(term);
        }
        if (sum > 0 && (chosen === null || sum > chosen.sum)) chosen = { block, sentence, sum, first };
      }
    }
    return chosen === null ? null : cut(chosen.block, chosen.sentence, chosen.first, hits);
  }

  /**
   * @param {string} block
   * @param {{ start: number, end: number }} sentence
   * @param {number} first where the first hit stands
   * @param {SearchHits[]} hits
   */
  function cut(block, sentence, first, hits) {
    let { start } = sentence;
    let end = Math.min(block.length, start + longest);
    if (first - start > longest - before) {
      start = wordBefore(block, first - before);
      end = Math.min(block.length, start + longest);
    }
    if (end < block.length) {
      // Whole sentences where they fit; otherwise whole words.
      const fitting = sentencesOf(block).filter((other) => other.end <= end && other.end >= sentence.end);
      end = fitting.length > 0 ? fitting[fitting.length - 1].end : Math.max(wordBefore(block, end), start + 1);
    }
    const text = block.slice(start, end).trim();
    const pieces = marked(text, hits);
    if (start > sentence.start) pieces.unshift({ text: "… ", marked: false });
    if (end < block.length && !/[.!?。！？:]["'”’)\]]*$/.test(text)) pieces.push({ text: " …", marked: false });
    return pieces;
  }

  /**
   * The beginning of the word at a place, where one begins near before it; else the place itself, but never half a character.
   * @param {string} text
   * @param {number} place
   */
  function wordBefore(text, place) {
    for (let at = place; at > Math.max(0, place - 30); at -= 1) if (/\s/.test(text[at - 1])) return at;
    const code = text.charCodeAt(place);
    return code >= 0xdc00 && code <= 0xdfff ? place - 1 : place;
  }

  /**
   * The texts of a section of a page, block by block, its heading left out.
   * @param {Document} page
   * @param {string} id the section's, empty for what stands before the first heading
   * @param {Set<string>} others ids of the report's other sections
   * @returns {string[]}
   */
  function blocksOf(page, id, others) {
    // The prose of a report with a timeline is in two parts, with the choice of its times between them.
    const body = page.querySelector(".report .body") ?? page.querySelector(".prose") ?? page.querySelector("article, main");
    const heading = id === "" ? null : page.getElementById(id);
    if (body === null || (id !== "" && heading === null)) return [];
    // What stands after the report is none of its sections.
    const within = heading === null || body.contains(heading) ? body : (heading.closest("article") ?? heading.closest("main") ?? page.body);
    const steps = page.createTreeWalker(within, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    if (heading !== null) steps.currentNode = heading;
    /** @type {string[]} */
    const blocks = [];
    /** @type {Element | null | undefined} */
    let last;
    for (let node = steps.nextNode(); node !== null; node = steps.nextNode()) {
      if (node instanceof Element) {
        if (node !== heading && node.id !== "" && others.has(node.id)) break;
        continue;
      }
      const parent = node.parentElement;
      if (parent === null || heading?.contains(node) || parent.closest(leftOut) !== null) continue;
      const block = parent.closest(blockNames);
      if (block === last) blocks[blocks.length - 1] += node.nodeValue;
      else blocks.push(node.nodeValue ?? "");
      last = block;
    }
    return blocks.map((text) => text.replace(/\s+/g, " ").trim()).filter((text) => text !== "");
  }

  return { marked, best, blocksOf };
})();

/** Pages of reports, read for their excerpts; from the same site only, each once. */
class SearchPages {
  constructor() {
    /** @type {Map<string, Promise<Document>>} */
    this.read = new Map();
  }

  /** Whether pages can be read: a page opened from the disk may read no other. */
  static get canRead() {
    return location.protocol === "http:" || location.protocol === "https:";
  }

  /**
   * @param {string} url
   * @returns {Promise<Document>}
   */
  page(url) {
    const { href, origin } = new URL(url, document.baseURI);
    if (origin !== location.origin) return Promise.reject(new Error("not of this site"));
    let page = this.read.get(href);
    if (page === undefined) {
      page = fetch(href).then(async (answer) => {
        if (!answer.ok) throw new Error(`${href}: ${answer.status}`);
        return new DOMParser().parseFromString(await answer.text(), "text/html");
      });
      page.catch(() => this.read.delete(href));
      this.read.set(href, page);
      const [oldest] = this.read.keys();
      if (this.read.size > 40) this.read.delete(oldest);
    }
    return page;
  }
}
