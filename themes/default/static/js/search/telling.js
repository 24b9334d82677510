// What the page says of a search: how many reports, what was searched for instead, why nothing was found and what can be done.
//
// Takes the answer to a query. Gives the status, which is read out, the filters of the query as buttons that remove them, and ways on
// as buttons. It searches nothing; the words it says stand in phrases.js.
"use strict";

/**
 * A search that was answered.
 * @typedef {object} SearchOutcome
 * @property {string} text as typed
 * @property {boolean} isEmpty whether nothing was asked
 * @property {number} count how many reports were found
 * @property {SearchAnswer} answer
 * @property {SearchQuery} query
 * @property {SearchUnknown[]} unknown filters whose values do not exist
 * @property {SearchFilters | null} filters where they are here
 */

class SearchTelling {
  /**
   * @param {HTMLElement} status
   * @param {(text: string) => void} leadTo called with the query of a way on
   */
  constructor(status, leadTo) {
    this.status = status;
    this.leadTo = leadTo;
    this.chosen = searchResults.make("ul", "chosen-filters");
    this.notes = searchResults.make("div", "search-notes");
    status.after(this.chosen, this.notes);
  }

  /** @param {SearchOutcome} outcome */
  tell(outcome) {
    this.notes.replaceChildren();
    this.showChosen(outcome);
    this.status.textContent = outcome.isEmpty ? "" : this.sentences(outcome);
  }

  /**
   * The filters of the query, each removed by its button.
   * @param {SearchOutcome} outcome
   */
  showChosen({ text, query, filters }) {
    this.chosen.replaceChildren(...query.filters.map((filter) => {
      const words = searchPhrases.filter(filter.key, filters?.valueOf(filter)?.name ?? filter.value);
      const button = this.button(words, searchQuery.withoutFilters(text, [filter]));
      button.setAttribute("aria-label", searchPhrases.remove(words));
      return searchResults.make("li", "", [button]);
    }));
  }

  /**
   * @param {SearchOutcome} outcome
   * @returns {string}
   */
  sentences(outcome) {
    const { count, answer, query } = outcome;
    const typed = outcome.text.trim();
    if (count === 0 && [...typed].length === 1 && answer.hits.length === 1) return searchPhrases.oneLetter;
    const more = [];
    const corrected = answer.hits.filter((hit) => hit.instead !== null);
    if (count > 0 && corrected.length > 0) {
      more.push(searchPhrases.instead(corrected.map((hit) => hit.term.text), corrected.map((hit) => hit.instead ?? "")));
    }
    if (answer.titlesOnly && count > 0) more.push(searchPhrases.titlesOnly(answer.hits.map((hit) => hit.term.text)));
    if (answer.ignored.length > 0) more.push(searchPhrases.ignored(answer.ignored));
    if (query.unsearchable.length > 0) more.push(searchPhrases.unsearchable(query.unsearchable));
    if (outcome.unknown.length > 0) more.push(...this.unknownFilters(outcome));
    else if (count === 0 && query.unsearchable.length === 0) more.push(...this.reasons(outcome));
    const first = count === 0 ? searchPhrases.nothing(typed) : searchPhrases.found(count, typed);
    return more.length === 0 ? first : searchPhrases.sentences(first, more);
  }

  /**
   * Filters that are none, with what was perhaps meant.
   * @param {SearchOutcome} outcome
   * @returns {string[]}
   */
  unknownFilters({ text, unknown }) {
    const sentences = [];
    for (const { filter, near } of unknown) {
      if (filter.key === "after" || filter.key === "before") {
        sentences.push(searchPhrases.unknownDay(filter.value));
        continue;
      }
      sentences.push(searchPhrases.unknownValue(`${filter.key}:${filter.value}`));
      if (near.length > 0) sentences.push(searchPhrases.perhaps);
      const rest = searchQuery.withoutFilters(text, [filter]);
      for (const value of near) {
        this.notes.append(this.button(searchPhrases.filter(filter.key, value.name), searchQuery.withFilter(rest, filter.key, value.id)));
      }
    }
    return sentences;
  }

  /**
   * Why nothing was found; ways on become buttons.
   * @param {SearchOutcome} outcome
   * @returns {string[]}
   */
  reasons(outcome) {
    const { text, answer, query } = outcome;
    const matching = answer.matching.reduce((sum, one) => sum + one, 0);
    if (matching > 0) {
      const rest = searchQuery.withoutFilters(text, query.filters).trim();
      this.notes.append(this.button(searchPhrases.withoutFilters(matching), rest));
      return [searchPhrases.filtered];
    }
    if (answer.hits.length > 1) this.offerWithout(outcome);
    const nowhere = answer.hits.filter((hit) => hit.count === 0);
    return [nowhere.length > 0 ? searchPhrases.nowhere(nowhere.map((hit) => hit.term.text)) : searchPhrases.notTogether];
  }

  /**
   * The same query with one word less, where that finds something.
   * @param {SearchOutcome} outcome
   */
  offerWithout({ answer, query, filters }) {
    const written = query.filters.map((filter) => searchQuery.written(filter.key, filter.value));
    for (const left of answer.hits) {
      const others = answer.hits.filter((hit) => hit !== left);
      const matching = new Uint8Array(answer.matching.length);
      for (let report = 0; report < matching.length; report += 1) {
        matching[report] = others.every((hit) => hit.reports[report] > 0) ? 1 : 0;
      }
      const shown = filters?.apply(matching, query.filters).shown ?? matching;
      const count = shown.reduce((sum, one) => sum + one, 0);
      if (count === 0) continue;
      const words = others.map((hit) => (hit.term.quoted ? `"${hit.term.text}"` : hit.term.text));
      this.notes.append(this.button(searchPhrases.without(left.term.text, count), [...words, ...written].join(" ")));
    }
  }

  /**
   * A button that leads to another query.
   * @param {string} words
   * @param {string} text
   */
  button(words, text) {
    const button = searchResults.make("button", "", [words]);
    button.type = "button";
    button.addEventListener("click", () => this.leadTo(text));
    return button;
  }

  /**
   * Says that something did not come, and offers to try again.
   * @param {unknown} error
   * @param {() => void} again
   */
  fail(error, again) {
    if (error instanceof SearchStaleError) this.status.textContent = searchPhrases.mixed;
    else this.status.textContent = error instanceof SearchLoadError ? searchPhrases.notLoaded(error.file) : searchPhrases.broken;
    const button = searchResults.make("button", "", [searchPhrases.retry]);
    button.type = "button";
    button.addEventListener("click", again);
    this.notes.replaceChildren(button);
  }
}
