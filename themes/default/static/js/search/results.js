// Results as lines of a list.
//
// Takes reports and where the words of the query stand in them. Gives elements, made node by node: texts of reports are never
// markup. It decides neither which reports are shown nor in which order.
"use strict";

/**
 * What a line shows.
 * @typedef {object} SearchResult
 * @property {SearchReport} report
 * @property {number[]} units places of the units with hits, the best first
 * @property {{ key: string, value: SearchValue }[]} facts what it is filed under that has a word of the query in its name
 */

const searchResults = (() => {
  /** How many sections of a report are linked to. */
  const mostSections = 3;

  /**
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {string} [className]
   * @param {(Node | string)[]} [inside]
   * @returns {HTMLElementTagNameMap[Name]}
   */
  function make(name, className, inside = []) {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...inside);
    return element;
  }

  /**
   * Pieces of text as nodes.
   * @param {SearchPiece[]} pieces
   * @returns {(Node | string)[]}
   */
  function nodes(pieces) {
    return pieces.map((piece) => (piece.marked ? make("mark", "", [piece.text]) : piece.text));
  }

  /**
   * A report as a line of the results.
   * @param {SearchResult} result
   * @param {SearchHits[]} hits
   * @returns {HTMLLIElement}
   */
  function line({ report, units, facts }, hits) {
    const [title, url, day, dayText, severity, level, duration, lede, sections] = report;
    const item = make("li", "report-line search-result");
    if (dayText !== "") {
      const time = make("time", "", [dayText]);
      if (day !== "") time.dateTime = day;
      item.append(make("span", "day", [time]), " ");
    }
    const link = make("a", "", nodes(searchExcerpt.marked(title, hits)));
    link.href = url;
    item.append(make("span", "title", [link]), " ");
    if (severity !== "" || duration !== "") item.append(tail(severity, level, duration), " ");
    const text = make("span", "summary excerpt", nodes(searchExcerpt.marked(lede, hits)));
    item.append(text, " ");
    const places = units.filter((place) => place > 0 && sections[place - 1] !== undefined && sections[place - 1][0] !== "");
    if (places.length === 0 && facts.length > 0 && item.querySelector("mark") === null) {
      // Else nothing of the line would say why it is here.
      const names = facts.slice(0, mostSections).map(({ key, value }) =>
        make("li", "", [searchPhrases.fact(key), ...nodes(searchExcerpt.marked(value.name, hits))]));
      item.append(make("div", "sections", [make("ul", "", names)]));
    }
    if (places.length > 0) {
      const list = make("ul");
      for (const place of places.slice(0, mostSections)) {
        const [id, name] = sections[place - 1];
        const section = make("a", "", nodes(searchExcerpt.marked(name, hits)));
        section.href = `${url}#${encodeURIComponent(id)}`;
        list.append(make("li", "", [section]));
      }
      item.append(make("div", "sections", [make("span", "sections-lead", [searchPhrases.sections]), " ", list]));
    }
    return item;
  }

  /**
   * @param {string} severity
   * @param {number | null} level
   * @param {string} duration
   */
  function tail(severity, level, duration) {
    const element = make("span", "tail");
    if (severity !== "") {
      const label = make("span", "severity", [severity]);
      label.dataset.level = level === null ? "none" : String(level);
      element.append(label, " ");
    }
    if (duration !== "") {
      element.append(make("span", "duration", [make("span", "visually-hidden", [searchPhrases.lasted]), duration]));
    }
    return element;
  }

  /**
   * Shows in a line the sentence of the page around the hit, unless the beginning of the report is the best hit. Where the page does not
   * come, or says something else by now, that beginning stays.
   * @param {HTMLLIElement} item
   * @param {SearchResult} result
   * @param {SearchHits[]} hits
   * @param {SearchPages} pages
   * @returns {Promise<void>}
   */
  async function deepen(item, { report, units }, hits, pages) {
    const sections = report[8];
    const best = units.find((unit) => unit > 0);
    // Where the head is the best hit and its beginning shows it, nothing is to be added; often it is a fact that the line does not show.
    if (best === undefined || (units[0] === 0 && item.querySelector(".excerpt mark") !== null)) return;
    let page;
    try {
      page = await pages.page(report[1]);
    } catch {
      return;
    }
    const others = new Set(sections.map(([id]) => id));
    for (const place of units.filter((unit) => unit > 0).slice(0, mostSections)) {
      const section = sections[place - 1];
      if (section === undefined) continue;
      const pieces = searchExcerpt.best(searchExcerpt.blocksOf(page, section[0], others), hits);
      if (pieces !== null) {
        item.querySelector(".excerpt")?.replaceChildren(...nodes(pieces));
        return;
      }
    }
  }

  return { make, line, deepen };
})();
