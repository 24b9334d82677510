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
    /** Whether the index was asked for anew, past what hosts keep, since the reader last asked for it. */
    this.renewed = false;
    this.startTitle = document.title;
    this.telling = new SearchTelling(status, (text) => this.leadTo(text));
    this.more = searchResults.make("button", "search-more");
    this.more.type = "button";
    this.more.hidden = true;
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
    // A link inside the page, such as the one that skips the head, asks nothing.
    if (this.turn > 0 && location.hash !== "" && !location.hash.startsWith("#q=")) return;
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

  /**
   * A query the page offered, taken: one to come back from.
   * @param {string} text
   */
  leadTo(text) {
    this.address.settle();
    this.write(text);
    this.settle();
    this.input.focus();
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
   * @returns {Promise<void>}
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
    const slow = window.setTimeout(() => { if (turn === this.turn) this.telling.status.textContent = searchPhrases.loading; }, 400);
    try {
      await this.find(text, turn);
    } catch (error) {
      if (turn !== this.turn) return;
      if (this.renew(error)) return await this.search(limit);
      // What is shown would be the answer to another question.
      this.list.replaceChildren();
      this.showMoreButton(0);
      this.fail(error);
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
    if (this.filters === null) this.readFilters(archive).then(() => { if (turn === this.turn) this.search(this.limit); }, (error) => this.failed(error, turn));
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
    // Where nothing was found they are the way on.
    if (this.titles !== null) this.titles.hidden = order.length > 0;
    this.titles?.setAttribute("data-ready", "");
    this.showResults(results, answer.hits, turn);
    this.showMoreButton(order.length);
    this.panel.show(narrowed.choices);
    this.telling.tell({ text, isEmpty, count: order.length, answer, query, unknown: narrowed.unknown, filters: this.filters });
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
   * Where files of the index do not belong together, or one is not there: asks for all of them anew, once. A host may have kept the
   * manifest of an index that was written again since.
   * @param {unknown} error
   * @returns {boolean} whether it is worth trying again
   */
  renew(error) {
    const isStale = error instanceof SearchStaleError;
    if (this.renewed || !(isStale || (error instanceof SearchLoadError && !error.file.startsWith("manifest")))) return false;
    this.renewed = true;
    this.filters = null;
    this.pages = new SearchPages();
    this.store.renew(isStale ? error.generation : String(Date.now()));
    return true;
  }

  /**
   * Something did not come that the results do not need.
   * @param {unknown} error
   * @param {number} turn
   */
  failed(error, turn) {
    if (turn !== this.turn) return;
    if (this.renew(error)) this.search(this.limit);
    else this.fail(error);
  }

  /**
   * Says that something did not come.
   * @param {unknown} error
   */
  fail(error) {
    this.telling.fail(error, () => {
      this.renewed = false;
      this.input.focus();
      this.search(this.limit);
    });
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
  /** @type {{ add: (kind: string, key: string | number, generation: string, data: unknown) => void }} */
  const door = { add: (kind, key, generation, data) => page.store.add(kind, key, generation, data) };
  Object.assign(window, { pmsiteSearch: door });
  page.open();
})();
