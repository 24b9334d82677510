// Filters: which reports each lets through, and how many reports each value would leave.
//
// Takes the list of the archive's indexes as the search index has it, and the filters of a query. Gives sets of reports, counts,
// and words about values that do not exist. It draws nothing.
"use strict";

/**
 * A value of a filter, with its reports.
 * @typedef {object} SearchValue
 * @property {string} id as it is written in a query
 * @property {string} name
 * @property {Uint32Array} reports ascending
 */

/**
 * A filter with its values.
 * @typedef {object} SearchFacet
 * @property {string} key
 * @property {string} title
 * @property {SearchValue[]} values
 */

/**
 * What is shown of a filter: its values with hits.
 * @typedef {object} SearchChoice
 * @property {SearchFacet} facet
 * @property {{ value: SearchValue, count: number, chosen: boolean }[]} values those with hits or chosen, the most hits first
 */

/**
 * A filter of a query whose value does not exist, and values that were perhaps meant.
 * @typedef {object} SearchUnknown
 * @property {SearchFilter} filter
 * @property {SearchValue[]} near
 */

/** The filters of an archive. */
class SearchFilters {
  /**
   * @param {SearchFacets} packed
   * @param {number} count how many reports there are
   * @param {{ year: string, actions: string, open: string }} titles what the filters without an index are called
   */
  constructor(packed, count, titles) {
    this.count = count;
    /** @type {Map<SearchValue, string[]>} the words of the values' names, once they were asked for */
    this.words = new Map();
    this.days = searchLists.unpack(packed.days);
    /** @type {SearchFacet[]} */
    this.facets = searchPacked.indexes(packed);
    if (!this.facets.some((facet) => facet.key === "year")) {
      const years = Object.keys(packed.years).sort().reverse();
      this.facets.push({
        key: "year",
        title: titles.year,
        values: years.map((year) => ({ id: year, name: year, reports: searchLists.unpackGaps(packed.years[year]) })),
      });
    }
    const open = searchLists.unpackGaps(packed.open);
    this.facets.push({ key: "has", title: titles.actions, values: [{ id: "open-actions", name: titles.open, reports: open }] });
  }

  /** The keys a query may have. */
  get keys() {
    return this.facets.map((facet) => facet.key);
  }

  /**
   * The value a filter names, by its id or its name, with its parent's before it or without.
   * @param {SearchFilter} filter
   * @returns {SearchValue | null}
   */
  valueOf(filter) {
    const facet = this.facets.find((facet) => facet.key === filter.key);
    const wanted = searchWords.fold(filter.value);
    if (facet === undefined) return null;
    return facet.values.find((value) => searchWords.fold(value.id) === wanted)
      ?? facet.values.find((value) => searchWords.fold(value.name) === wanted)
      ?? facet.values.find((value) => value.id.includes("/") && searchWords.fold(value.name).endsWith(` / ${wanted}`)) ?? null;
  }

  /**
   * Values a filter with an unknown value perhaps means: those that begin so, or have it somewhere, or are a letter or two away.
   * @param {SearchFilter} filter
   * @returns {SearchValue[]}
   */
  near(filter) {
    const facet = this.facets.find((facet) => facet.key === filter.key);
    const wanted = searchWords.fold(filter.value);
    if (facet === undefined) return [];
    const most = wanted.length >= 8 ? 2 : 1;
    const found = [];
    for (const value of facet.values) {
      const names = [searchWords.fold(value.id), searchWords.fold(value.name)];
      const away = Math.min(...names.map((name) => {
        if (name.startsWith(wanted)) return 0;
        if (name.includes(wanted)) return 0.5;
        return wanted.length < 3 ? Infinity : searchMatch.distance(wanted, name.slice(0, wanted.length + most)).beginning;
      }));
      if (away <= most) found.push({ value, away });
    }
    found.sort((left, right) => left.away - right.away || right.value.reports.length - left.value.reports.length);
    return found.slice(0, 5).map((entry) => entry.value);
  }

  /**
   * The values that have a word of a query in their names: a report is also found by what it is filed under.
   * @param {Set<string>[]} words of each term, in their normal form
   * @returns {{ key: string, value: SearchValue }[]}
   */
  named(words) {
    const found = [];
    for (const { key, values } of this.facets) {
      if (key === "year" || key === "has") continue;
      for (const value of values) {
        let own = this.words.get(value);
        if (own === undefined) {
          own = searchWords.wordsOf(value.name).map(({ word }) => word);
          this.words.set(value, own);
        }
        if (own.some((word) => words.some((set) => set.has(word)))) found.push({ key, value });
      }
    }
    return found;
  }

  /**
   * Whether a report has a value.
   * @param {SearchValue} value
   * @param {number} report
   */
  static has({ reports }, report) {
    let low = 0;
    let high = reports.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (reports[middle] < report) low = middle + 1;
      else high = middle;
    }
    return reports[low] === report;
  }

  /**
   * The reports that a filter lets through; none where it says nothing that can be understood.
   * @param {SearchFilter} filter
   * @returns {Uint8Array | null}
   */
  reportsOf(filter) {
    const through = new Uint8Array(this.count);
    if (filter.key === "after" || filter.key === "before") {
      const first = SearchFilters.dayOf(filter.value);
      if (first === null) return null;
      this.days.forEach((day, report) => {
        if (day !== 0 && (filter.key === "after" ? day >= first : day < first)) through[report] = 1;
      });
      return through;
    }
    const value = this.valueOf(filter);
    if (value === null) return null;
    for (const report of value.reports) through[report] = 1;
    return through;
  }

  /**
   * The first day of a year, a month, or the day itself, as the index counts days: since 1900, and 1 more.
   * @param {string} text
   * @returns {number | null}
   */
  static dayOf(text) {
    const parts = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(text);
    if (parts === null) return null;
    const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? 1), Number(parts[3] ?? 1)];
    const moment = new Date(Date.UTC(year, month - 1, day));
    if (moment.getUTCMonth() !== month - 1 || moment.getUTCDate() !== day) return null;
    return (moment.getTime() - Date.UTC(1900, 0, 1)) / 86_400_000 + 1;
  }

  /**
   * Which reports the filters of a query let through. Several values of one key: any of them; several keys: all of them. A value
   * that does not exist lets nothing through.
   * @param {Uint8Array} matching 1 for each report that has the words of the query
   * @param {SearchFilter[]} filters
   * @returns {{ shown: Uint8Array, choices: SearchChoice[], unknown: SearchUnknown[] }}
   */
  apply(matching, filters) {
    /** @type {Map<string, Uint8Array>} */
    const byKey = new Map();
    /** @type {SearchUnknown[]} */
    const unknown = [];
    for (const filter of filters) {
      const through = this.reportsOf(filter);
      if (through === null) unknown.push({ filter, near: this.near(filter) });
      const known = byKey.get(filter.key) ?? new Uint8Array(this.count);
      // Of `after` and `before` both bounds hold; of values any.
      const bound = filter.key === "after" || filter.key === "before";
      const first = !byKey.has(filter.key);
      if (through !== null) {
        for (let report = 0; report < this.count; report += 1) {
          known[report] = bound && !first ? known[report] & through[report] : known[report] | through[report];
        }
      }
      byKey.set(filter.key, known);
    }
    const shown = SearchFilters.narrowed(matching, [...byKey.values()]);
    const choices = this.facets.map((facet) => {
      // What another value of the same key would add is counted without that key.
      const others = [...byKey].filter(([key]) => key !== facet.key).map(([, through]) => through);
      const base = byKey.has(facet.key) ? SearchFilters.narrowed(matching, others) : shown;
      const chosen = new Set(filters.filter((filter) => filter.key === facet.key).map((filter) => this.valueOf(filter)));
      const values = [];
      for (const value of facet.values) {
        let count = 0;
        for (const report of value.reports) count += base[report];
        if (count > 0 || chosen.has(value)) values.push({ value, count, chosen: chosen.has(value) });
      }
      // Years and severities have an order of their own.
      if (facet.key !== "year" && facet.key !== "severity") values.sort((left, right) => right.count - left.count);
      return { facet, values: SearchFilters.folded(values) };
    });
    return { shown, choices, unknown };
  }

  /**
   * The values without those that would say the same twice: all reports of a parent are those of one child, and then the child says more;
   * where the parent is chosen, the child is left out.
   * @param {SearchChoice["values"]} values
   */
  static folded(values) {
    const byId = new Map(values.map((entry) => [entry.value.id, entry]));
    const gone = new Set();
    for (const child of values) {
      for (let end = child.value.id.lastIndexOf("/"); end > 0; end = child.value.id.lastIndexOf("/", end - 1)) {
        const parent = byId.get(child.value.id.slice(0, end));
        if (parent === undefined || parent.count !== child.count) continue;
        if (!parent.chosen) gone.add(parent);
        else if (!child.chosen) gone.add(child);
      }
    }
    return values.filter((entry) => !gone.has(entry));
  }

  /**
   * @param {Uint8Array} matching
   * @param {Uint8Array[]} sets
   */
  static narrowed(matching, sets) {
    const left = matching.slice();
    for (const set of sets) for (let report = 0; report < left.length; report += 1) left[report] &= set[report];
    return left;
  }
}
