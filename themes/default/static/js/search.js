// The search page: what the reader types becomes results, as they type.
//
// Takes the elements of the page (`search.html`) and the files of the index beside it, which are scripts: they load from the disk too.
// Gives results, filters, a status that is read out, an address that keeps the query. How reports are found is told in `search/`.
"use strict";

class SearchPage {
  /** How long a pause between two letters may be without a search. */
  static pause = 40;
  /** After how long a pause a search is one to come back to. */
  static settled = 1500;
  /** How many results are shown at first, and how many more each time. */
  static step = 10;

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLInputElement} input
   * @param {HTMLElement} status
   * @param {HTMLOListElement} list
   * @param {HTMLElement} filters
   * @param {HTMLElement | null} titles
   */
  constructor(form, input, status, list, filters, titles) {
    this.input = input;
    this.status = status;
    this.list = list;
    this.titles = titles;
    this.store = new SearchStore(SearchPage.load);
    this.address = new SearchAddress();
    this.pages = new SearchPages();
    this.panel = new SearchPanel(filters, (key, value) => this.toggle(key, value));
    /** @type {SearchFilters | null} */
    this.filters = null;
    /** Which search this is: the answer to an older one is not shown. */
    this.turn = 0;
    this.limit = SearchPage.step;
    this.typing = 0;
    this.settling = 0;
    this.startTitle = document.title;
    this.chosen = searchResults.make("ul", "chosen-filters");
    this.notes = searchResults.make("div", "search-notes");
    this.more = searchResults.make("button", "search-more");
    this.more.type = "button";
    this.more.hidden = true;
    status.after(this.chosen, this.notes);
    list.after(this.more);
    this.listen(form);
  }

  /**
   * Loads a file of the index.
   * @param {string} file
   * @returns {Promise<void>}
   */
  static load(file) {
    return new Promise((loaded, failed) => {
      const script = document.createElement("script");
      script.src = file;
      script.async = true;
      script.addEventListener("load", () => { script.remove(); loaded(); });
      script.addEventListener("error", () => { script.remove(); failed(new SearchLoadError(file.replace(/\?.*/, ""))); });
      document.head.append(script);
    });
  }

  /** @param {HTMLFormElement} form */
  listen(form) {
    const { input, list } = this;
    input.addEventListener("input", () => {
      clearTimeout(this.typing);
      this.typing = window.setTimeout(() => this.search(), SearchPage.pause);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.search();
      this.settle();
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" && this.move(null, 1)) event.preventDefault();
      if (event.key === "Escape") {
        event.preventDefault();
        if (input.value === "") input.blur();
        else this.write("");
      }
    });
    list.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (step !== 0 && this.move(document.activeElement, step)) event.preventDefault();
      if (event.key === "Escape") this.input.focus();
    });
    list.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("a") !== null) this.leave();
    });
    this.more.addEventListener("click", () => this.showMore());
    addEventListener("popstate", () => this.open());
    addEventListener("hashchange", () => this.open());
  }

  /** Searches for what the address says. */
  open() {
    this.address.settle();
    const text = this.address.read();
    const place = SearchAddress.place();
    if (text.trim() === this.input.value.trim() && this.turn > 0) return;
    this.input.value = text;
    const done = this.search(place === null ? SearchPage.step : place.shown);
    // Back from a report: to where the reader was.
    if (place !== null) done.then(() => scrollTo({ top: place.scroll, behavior: "instant" }));
  }

  /**
   * Another text for the field, as if typed.
   * @param {string} text
   */
  write(text) {
    this.input.value = text;
    this.search();
  }

  /** The reader goes elsewhere: the way back leads here, and to this place. */
  leave() {
    this.settle();
    this.address.keepPlace({ shown: this.limit, scroll: scrollY });
  }

  settle() {
    clearTimeout(this.settling);
    this.address.settle();
  }

  /**
   * Moves the focus among the titles of the results, and from the first one back to the field.
   * @param {Element | null} from
   * @param {number} step
   * @returns {boolean} whether there was somewhere to go
   */
  move(from, step) {
    const items = [...this.list.children];
    const at = from === null ? -1 : items.findIndex((item) => item.contains(from));
    const next = at + step;
    const target = next < 0 ? this.input : items[next]?.querySelector("a");
    if (!(target instanceof HTMLElement)) return false;
    target.focus();
    return true;
  }

  /**
   * Chooses a value of a filter, or gives it up: in the text of the query, which is what is searched for.
   * @param {string} key
   * @param {SearchValue} value
   */
  toggle(key, value) {
    const text = this.input.value;
    const same = this.query(text).filters.filter((filter) => filter.key === key && this.filters?.valueOf(filter) === value);
    this.address.settle();
    this.write(same.length > 0 ? searchQuery.withoutFilters(text, same) : searchQuery.withFilter(text, key, value.id));
    this.settle();
  }

  /** @param {string} text */
  query(text) {
    return searchQuery.parse(text, this.filters?.keys);
  }

  /**
   * Searches for what the field says and shows what was found.
   * @param {number} [limit] how many results to show
   */
  async search(limit = SearchPage.step) {
    clearTimeout(this.typing);
    clearTimeout(this.settling);
    this.turn += 1;
    const { turn } = this;
    this.limit = limit;
    const text = this.input.value;
    this.address.write(text);
    this.settling = window.setTimeout(() => this.address.settle(), SearchPage.settled);
    document.title = text.trim() === "" ? this.startTitle : `${text.trim()} · ${this.startTitle}`;
    const slow = window.setTimeout(() => { if (turn === this.turn) this.status.textContent = searchPhrases.loading; }, 400);
    try {
      await this.find(text, turn);
    } catch (error) {
      if (turn === this.turn) this.fail(error);
    } finally {
      clearTimeout(slow);
    }
  }

  /**
   * @param {string} text
   * @param {number} turn
   */
  async find(text, turn) {
    const archive = await this.store.archive();
    // Results do not wait for the filters, unless the query has one.
    if (this.filters === null && /\S:/.test(text)) await this.readFilters(archive);
    const query = this.query(text);
    const answer = await searchRank.search(this.store, query.terms);
    if (turn !== this.turn) return;
    if (this.filters === null) this.readFilters(archive).then(() => { if (turn === this.turn) this.search(this.limit); }, (error) => this.fail(error));
    const narrowed = this.filters?.apply(answer.matching, query.filters) ?? { shown: answer.matching, choices: [], unknown: [] };
    const asksNothing = query.terms.length === 0 && query.filters.length === 0;
    const isEmpty = asksNothing && query.unsearchable.length === 0;
    const order = asksNothing ? [] : searchRank.order(answer.scores, narrowed.shown);
    const shown = order.slice(0, this.limit);
    const reports = await Promise.all(shown.map((number) => this.store.report(number)));
    if (turn !== this.turn) return;
    const named = this.filters?.named(answer.hits.map((hit) => hit.words)) ?? [];
    const results = shown.map((number, index) => ({
      report: reports[index],
      units: searchRank.bestUnits(archive, answer.hits, number),
      facts: named.filter(({ value }) => SearchFilters.has(value, number)),
    }));
    if (this.titles !== null) this.titles.hidden = !isEmpty;
    this.titles?.setAttribute("data-ready", "");
    this.showResults(results, answer.hits, turn);
    this.showMoreButton(order.length);
    this.panel.show(narrowed.choices);
    this.showChosen(query);
    this.say(text, isEmpty, order.length, answer, query, narrowed);
  }

  /** @param {SearchArchive} archive */
  async readFilters(archive) {
    const { year, actions, openActions } = searchPhrases;
    const packed = await this.store.facets();
    this.filters ??= new SearchFilters(packed, archive.count, { year, actions, open: openActions });
  }

  /**
   * @param {SearchResult[]} results
   * @param {SearchHits[]} hits
   * @param {number} turn
   */
  showResults(results, hits, turn) {
    const lines = results.map((result) => searchResults.line(result, hits));
    this.list.replaceChildren(...lines);
    if (!SearchPages.canRead) return;
    // Pages are read once the reader pauses, not at each letter.
    setTimeout(() => {
      if (turn !== this.turn) return;
      lines.forEach((line, index) => searchResults.deepen(line, results[index], hits, this.pages));
    }, 120);
  }

  /** @param {number} count */
  showMoreButton(count) {
    const left = count - this.limit;
    this.more.hidden = left <= 0;
    if (left > 0) this.more.textContent = searchPhrases.more(Math.min(left, SearchPage.step));
  }

  async showMore() {
    const before = this.list.children.length;
    await this.search(this.limit + SearchPage.step);
    this.list.children[before]?.querySelector("a")?.focus();
  }

  /**
   * The filters of the query as buttons that remove them.
   * @param {SearchQuery} query
   */
  showChosen(query) {
    const { make } = searchResults;
    this.chosen.replaceChildren(...query.filters.map((filter) => {
      const words = searchPhrases.filter(filter.key, this.filters?.valueOf(filter)?.name ?? filter.value);
      const button = make("button", "", [words]);
      button.type = "button";
      button.setAttribute("aria-label", searchPhrases.remove(words));
      button.addEventListener("click", () => {
        this.address.settle();
        this.write(searchQuery.withoutFilters(this.input.value, [filter]));
        this.settle();
        this.input.focus();
      });
      return make("li", "", [button]);
    }));
  }

  /**
   * Says what was found, and what can be done where nothing was.
   * @param {string} text
   * @param {boolean} isEmpty
   * @param {number} count
   * @param {SearchAnswer} answer
   * @param {SearchQuery} query
   * @param {{ unknown: SearchUnknown[] }} narrowed
   */
  say(text, isEmpty, count, answer, query, narrowed) {
    this.notes.replaceChildren();
    if (isEmpty) {
      this.status.textContent = "";
      return;
    }
    const typed = text.trim();
    if (count === 0 && [...typed].length === 1 && answer.hits.length === 1) {
      this.status.textContent = searchPhrases.oneLetter;
      return;
    }
    const sentences = [count === 0 ? searchPhrases.nothing(typed) : searchPhrases.found(count, typed)];
    const corrected = answer.hits.filter((hit) => hit.instead !== null);
    if (count > 0 && corrected.length > 0) {
      sentences.push(searchPhrases.instead(corrected.map((hit) => hit.term.text), corrected.map((hit) => hit.instead ?? "")));
    }
    if (answer.titlesOnly && count > 0) sentences.push(searchPhrases.titlesOnly(answer.hits.map((hit) => hit.term.text)));
    if (answer.ignored.length > 0) sentences.push(searchPhrases.ignored(answer.ignored));
    if (query.unsearchable.length > 0) sentences.push(searchPhrases.unsearchable(query.unsearchable));
    else if (count === 0) sentences.push(...this.reasons(answer, query, narrowed.unknown));
    this.status.textContent = `${sentences[0]}${sentences.length > 1 ? `. ${sentences.slice(1).join(" ")}` : ""}`;
  }

  /**
   * Why nothing was found; ways on become buttons.
   * @param {SearchAnswer} answer
   * @param {SearchQuery} query
   * @param {SearchUnknown[]} unknown
   * @returns {string[]}
   */
  reasons(answer, query, unknown) {
    const sentences = [];
    for (const { filter, near } of unknown) {
      if (filter.key === "after" || filter.key === "before") {
        sentences.push(searchPhrases.unknownDay(filter.value));
        continue;
      }
      sentences.push(searchPhrases.unknownValue(`${filter.key}:${filter.value}`));
      if (near.length > 0) sentences.push(searchPhrases.perhaps);
      for (const value of near) {
        const text = searchQuery.withFilter(searchQuery.withoutFilters(this.input.value, [filter]), filter.key, value.id);
        this.offer(searchPhrases.filter(filter.key, value.name), text);
      }
    }
    if (unknown.length > 0) return sentences;
    const nowhere = answer.hits.filter((hit) => hit.count === 0);
    const matching = answer.matching.reduce((sum, one) => sum + one, 0);
    if (nowhere.length > 0) {
      sentences.push(searchPhrases.nowhere(nowhere.map((hit) => hit.term.text)));
    } else if (matching > 0) {
      sentences.push(searchPhrases.filtered);
      this.offer(searchPhrases.withoutFilters(matching), searchQuery.withoutFilters(this.input.value, query.filters).trim());
    } else {
      sentences.push(searchPhrases.notTogether);
    }
    if (answer.hits.length > 1 && matching === 0) this.offerWithout(answer, query);
    return sentences;
  }

  /**
   * The same query with one word less, where that finds something.
   * @param {SearchAnswer} answer
   * @param {SearchQuery} query
   */
  offerWithout(answer, query) {
    const filters = query.filters.map((filter) => searchQuery.written(filter.key, filter.value));
    for (const left of answer.hits) {
      const others = answer.hits.filter((hit) => hit !== left);
      const matching = new Uint8Array(answer.matching.length);
      for (let report = 0; report < matching.length; report += 1) {
        matching[report] = others.every((hit) => hit.reports[report] > 0) ? 1 : 0;
      }
      const shown = this.filters?.apply(matching, query.filters).shown ?? matching;
      const count = shown.reduce((sum, one) => sum + one, 0);
      if (count === 0) continue;
      const words = others.map((hit) => (hit.term.quoted ? `"${hit.term.text}"` : hit.term.text));
      this.offer(searchPhrases.without(left.term.text, count), [...words, ...filters].join(" "));
    }
  }

  /**
   * A way on: a button that writes another query.
   * @param {string} words
   * @param {string} text
   */
  offer(words, text) {
    const button = searchResults.make("button", "", [words]);
    button.type = "button";
    button.addEventListener("click", () => {
      this.write(text);
      this.settle();
      this.input.focus();
    });
    this.notes.append(button);
  }

  /**
   * Says that something did not come, and offers to try again.
   * @param {unknown} error
   */
  fail(error) {
    this.status.textContent = error instanceof SearchLoadError ? searchPhrases.notLoaded(error.file) : searchPhrases.broken;
    const again = searchResults.make("button", "", [searchPhrases.retry]);
    again.type = "button";
    again.addEventListener("click", () => {
      this.input.focus();
      this.search(this.limit);
    });
    this.notes.replaceChildren(again);
    this.titles?.setAttribute("data-ready", "");
  }
}

(() => {
  const form = document.getElementById("pm:search-form");
  const input = document.getElementById("pm:search-input");
  const status = document.getElementById("pm:search-status");
  const list = document.getElementById("pm:search-results");
  const filters = document.getElementById("pm:search-filters");
  if (!(form instanceof HTMLFormElement) || !(input instanceof HTMLInputElement) || !(list instanceof HTMLOListElement)) return;
  if (status === null || filters === null) return;
  const page = new SearchPage(form, input, status, list, filters, document.getElementById("pm:search-titles"));
  /** @type {{ add: (kind: string, key: string | number, data: unknown) => void }} */
  const door = { add: (kind, key, data) => page.store.add(kind, key, data) };
  Object.assign(window, { pmsiteSearch: door });
  page.open();
})();
