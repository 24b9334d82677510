// From a query to reports, the best first.
//
// Takes the index and the terms of a query. Gives every report that has all of them, with how well each fits and which sections
// have them. Filters are not its concern (see filters.js); what is shown of a report is not either.
"use strict";

/**
 * Where a term stands.
 * @typedef {object} SearchHits
 * @property {SearchTerm} term
 * @property {string | null} instead the word that was searched for instead of what was typed, as that stands nowhere
 * @property {Float32Array} units how well each unit fits, 0 where it does not
 * @property {Float32Array} reports the same of each report
 * @property {number} rarity the rarer, the more a hit says
 * @property {number} count how many reports have it
 * @property {Set<string>} words what to mark in texts
 */

/**
 * The answer to the words of a query.
 * @typedef {object} SearchAnswer
 * @property {SearchHits[]} hits of each term that was searched for
 * @property {string[]} ignored words so common that they were not searched for
 * @property {boolean} titlesOnly whether all words are so common that only titles and headings were searched
 * @property {Uint8Array} matching 1 for each report that has all terms
 * @property {Float32Array} scores of each report that has all terms
 */

const searchRank = (() => {
  /** What a hit in a section weighs: once, a few times, often, in its heading. */
  const weights = [1, 1.3, 1.6, 3];
  /** What a hit in the title of the report weighs: more than all else, so that reports with all words in the title come first. */
  const titleWeight = 5;
  /** How well the parts of a name fit that stand apart: `max_open_files` for "max open files". */
  const apartFit = 0.6;
  const keptHits = 24;
  /** @type {Map<string, Promise<SearchHits>>} */
  let kept = new Map();
  /** @type {SearchArchive | null} */
  let keptFor = null;

  /**
   * @param {SearchStore} store
   * @param {SearchTerm[]} terms
   * @returns {Promise<SearchAnswer>}
   */
  async function search(store, terms) {
    const archive = await store.archive();
    const isCommon = (/** @type {SearchTerm} */ term) => term.whole !== null && archive.everywhere.has(term.whole);
    // A query of nothing but common words is answered from titles and headings, of which the index has them.
    const someRare = terms.some((term) => !isCommon(term));
    const ignored = someRare ? terms.filter(isCommon).map((term) => term.text) : [];
    const asked = someRare ? terms.filter((term) => !isCommon(term)) : terms;
    const all = await Promise.all(asked.map((term) => remembered(store, archive, term)));
    // Of a word of which only the first letter is typed yet nothing can be asked.
    const isLetter = (/** @type {SearchTerm} */ term) => term.growing && [...term.text].length === 1;
    const begun = all.filter((hit) => hit.count > 0 || !isLetter(hit.term));
    if (begun.length === 0 && ignored.length > 0) return search(store, terms.filter((term) => !isLetter(term)));
    const hits = begun.length > 0 ? begun : all;

    const matching = new Uint8Array(archive.count);
    const scores = new Float32Array(archive.count);
    for (let report = 0; report < archive.count; report += 1) {
      if (!hits.every((hit) => hit.reports[report] > 0)) continue;
      matching[report] = 1;
      scores[report] = score(archive, hits, report);
    }
    return { hits, ignored, titlesOnly: !someRare && terms.length > 0, matching, scores };
  }

  /**
   * @param {SearchArchive} archive
   * @param {SearchHits[]} hits
   * @param {number} report
   */
  function score(archive, hits, report) {
    let sum = 0;
    let rarities = 0;
    for (const hit of hits) {
      sum += hit.rarity * hit.reports[report];
      rarities += hit.rarity;
    }
    if (hits.length > 1 && together(archive, hits, report)) sum += rarities;
    return sum;
  }

  /**
   * Whether one section has all terms.
   * @param {SearchArchive} archive
   * @param {SearchHits[]} hits
   * @param {number} report
   */
  function together(archive, hits, report) {
    for (let unit = archive.starts[report]; unit < archive.starts[report + 1]; unit += 1) {
      if (hits.every((hit) => hit.units[unit] > 0)) return true;
    }
    return false;
  }

  /**
   * Reports in the order in which they are shown.
   * @param {Float32Array} scores
   * @param {Uint8Array} shown 1 for each report that is
   * @returns {number[]}
   */
  function order(scores, shown) {
    const reports = [];
    for (let report = 0; report < shown.length; report += 1) if (shown[report] === 1) reports.push(report);
    return reports.sort((left, right) => scores[right] - scores[left] || left - right);
  }

  /**
   * The units of a report that have something of the query, the best first, as places in the report; 0 is its head.
   * @param {SearchArchive} archive
   * @param {SearchHits[]} hits
   * @param {number} report
   * @returns {number[]}
   */
  function bestUnits(archive, hits, report) {
    const start = archive.starts[report];
    const found = [];
    for (let place = 0; start + place < archive.starts[report + 1]; place += 1) {
      let sum = 0;
      let having = 0;
      for (const hit of hits) {
        const fit = hit.units[start + place];
        if (fit > 0) having += 1;
        sum += hit.rarity * fit;
      }
      // One section that has all the words says more than a heading that has one of them.
      if (having > 0) found.push({ place, sum: sum + having * 10 });
    }
    return found.sort((left, right) => right.sum - left.sum || left.place - right.place).map((unit) => unit.place);
  }

  /**
   * @param {SearchStore} store
   * @param {SearchArchive} archive
   * @param {SearchTerm} term
   * @returns {Promise<SearchHits>}
   */
  function remembered(store, archive, term) {
    if (keptFor !== archive) kept = new Map();
    keptFor = archive;
    const key = JSON.stringify([term.whole, term.parts, term.quoted, term.growing]);
    let answer = kept.get(key);
    kept.delete(key);
    if (answer === undefined) {
      answer = find(store, archive, term);
      answer.catch(() => kept.delete(key));
    }
    kept.set(key, answer);
    for (const oldest of kept.keys()) {
      if (kept.size <= keptHits) break;
      kept.delete(oldest);
    }
    // The same words, typed otherwise.
    return answer.then((hits) => ({ ...hits, term }));
  }

  /**
   * @param {SearchStore} store
   * @param {SearchArchive} archive
   * @param {SearchTerm} term
   * @returns {Promise<SearchHits>}
   */
  async function find(store, archive, term) {
    const hits = empty(archive, term);
    const begun = !term.quoted && !term.pairs;
    if (term.whole !== null) {
      take(archive, hits, await searchMatch.exact(store, term.whole), 1);
      const letters = [...term.whole].length;
      if (begun && (letters >= 3 || (term.growing && letters >= 2))) {
        take(archive, hits, await searchMatch.startingWith(store, term.whole), 1);
      }
    }
    if (term.whole === null || term.parts.length > 1) await takeTogether(store, archive, hits, term);
    if (hits.count === 0 && term.whole !== null && begun) {
      const instead = await searchMatch.meant(store, term.whole);
      if (instead !== null) {
        take(archive, hits, await searchMatch.exact(store, instead), 1);
        hits.instead = instead;
      }
    }
    return hits;
  }

  /**
   * @param {SearchArchive} archive
   * @param {SearchTerm} term
   * @returns {SearchHits}
   */
  function empty(archive, term) {
    return {
      term,
      instead: null,
      units: new Float32Array(archive.units),
      reports: new Float32Array(archive.count),
      rarity: 0,
      count: 0,
      words: new Set(),
    };
  }

  /**
   * Adds the places of groups to the hits of a term.
   * @param {SearchArchive} archive
   * @param {SearchHits} hits
   * @param {SearchMatch[]} matches
   * @param {number} fit how well even the best of them fits
   */
  function take(archive, hits, matches, fit) {
    for (const match of matches) {
      for (const word of match.words) hits.words.add(word);
      const { units, weights: heavy } = match.group;
      for (let place = 0; place < units.length; place += 1) {
        put(archive, hits, units[place], heavy[place], match.fit * fit);
      }
    }
    count(archive, hits);
  }

  /**
   * @param {SearchArchive} archive
   * @param {SearchHits} hits
   * @param {number} unit
   * @param {number} heavy
   * @param {number} fit
   */
  function put(archive, hits, unit, heavy, fit) {
    const report = archive.reportOf[unit];
    const inTitle = heavy === 3 && archive.starts[report] === unit;
    const sum = fit * (inTitle ? titleWeight : weights[heavy]);
    if (sum > hits.units[unit]) hits.units[unit] = sum;
    if (sum > hits.reports[report]) hits.reports[report] = sum;
  }

  /**
   * @param {SearchArchive} archive
   * @param {SearchHits} hits
   */
  function count(archive, hits) {
    let reports = 0;
    for (let report = 0; report < archive.count; report += 1) if (hits.reports[report] > 0) reports += 1;
    hits.count = reports;
    hits.rarity = reports === 0 ? 0 : Math.log(1 + archive.count / reports);
  }

  /**
   * Adds the units in which all parts of a term stand.
   * @param {SearchStore} store
   * @param {SearchArchive} archive
   * @param {SearchHits} hits
   * @param {SearchTerm} term
   */
  async function takeTogether(store, archive, hits, term) {
    const parts = [...new Set(term.parts)].filter((part) => !archive.everywhere.has(part));
    if (parts.length === 0) return;
    const each = await Promise.all(parts.map(async (part, index) => {
      const single = empty(archive, term);
      take(archive, single, await searchMatch.exact(store, part), 1);
      const growing = term.growing && index === parts.length - 1 && (term.pairs || part.length >= 2);
      // One character alone of a writing without blanks stands in pairs that begin with it.
      if (growing || (term.pairs && [...part].length === 1)) {
        take(archive, single, await searchMatch.startingWith(store, part), 1);
      }
      return single;
    }));
    const fit = term.whole === null ? 1 : apartFit;
    const [first, ...others] = each;
    for (let unit = 0; unit < archive.units; unit += 1) {
      let least = first.units[unit];
      for (const other of others) least = Math.min(least, other.units[unit]);
      if (least === 0) continue;
      const report = archive.reportOf[unit];
      const sum = fit * least;
      if (sum > hits.units[unit]) hits.units[unit] = sum;
      if (sum > hits.reports[report]) hits.reports[report] = sum;
    }
    for (const single of each) for (const word of single.words) hits.words.add(word);
    count(archive, hits);
  }

  return { search, order, bestUnits };
})();
