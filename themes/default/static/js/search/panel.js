// The filters beside the results: what is chosen, and what could be.
//
// Takes the choices with their counts. Gives form controls, and says which value was switched; the query's text is not its concern.
"use strict";

class SearchPanel {
  /**
   * @param {HTMLElement} room the section that holds the filters
   * @param {(key: string, value: SearchValue) => void} toggle called when a value is chosen or given up
   */
  constructor(room, toggle) {
    this.room = room;
    this.toggle = toggle;
    /** Filters of which all values are shown. */
    this.whole = new Set();
    /** @type {Map<string, boolean>} which filters the reader opened or closed */
    this.opened = new Map();
    /** @type {SearchChoice[]} */
    this.choices = [];
    this.fold = searchResults.make("details", "filter-fold", [searchResults.make("summary", "", [searchPhrases.filters])]);
    this.body = searchResults.make("div", "facets");
    this.fold.append(this.body);
    this.room.append(this.fold);
    this.room.hidden = false;
    const wide = matchMedia("(min-width: 60rem)");
    this.fold.open = wide.matches;
    wide.addEventListener("change", () => { this.fold.open = wide.matches; });
  }

  /** How many values of a filter are shown at first. */
  static first = 8;
  /** Filters that stand open from the start; the others show their name. */
  static ready = ["service", "cause", "severity", "year"];

  /** @param {SearchChoice[]} choices */
  show(choices) {
    this.choices = choices;
    const focused = this.body.contains(document.activeElement) ? document.activeElement?.getAttribute("data-control") : null;
    const chosen = choices.flatMap((choice) => choice.values.filter((entry) => entry.chosen)).length;
    this.fold.querySelector("summary")?.replaceChildren(searchPhrases.filters, chosen > 0 ? ` (${searchPhrases.number(chosen)})` : "");
    this.body.replaceChildren(...choices.filter((choice) => choice.values.length > 0).map((choice) => this.group(choice)));
    if (focused !== null && focused !== undefined) {
      const again = [...this.body.querySelectorAll("[data-control]")].find((control) => control.getAttribute("data-control") === focused);
      if (again instanceof HTMLElement) again.focus({ preventScroll: true });
    }
  }

  /** @param {SearchChoice} choice */
  group({ facet, values }) {
    const { make } = searchResults;
    const all = this.whole.has(facet.key);
    const shown = values.filter((entry, index) => all || index < SearchPanel.first || entry.chosen);
    const list = make("div", "choices", shown.map(({ value, count, chosen }) => {
      const box = make("input");
      box.type = "checkbox";
      box.checked = chosen;
      box.setAttribute("data-control", `${facet.key}:${value.id}`);
      box.addEventListener("change", () => this.toggle(facet.key, value));
      const number = make("span", "count", [searchPhrases.number(count)]);
      return make("div", "choice", [make("label", "", [box, make("span", "name", [value.name]), " ", number])]);
    }));
    list.setAttribute("role", "group");
    list.setAttribute("aria-label", facet.title);
    const name = make("summary", "", [facet.title]);
    name.setAttribute("data-control", `fold ${facet.key}`);
    const group = make("details", "facet", [name, list]);
    group.open = this.opened.get(facet.key) ?? (SearchPanel.ready.includes(facet.key) || values.some((entry) => entry.chosen));
    name.addEventListener("click", () => this.opened.set(facet.key, !group.open));
    if (values.length > SearchPanel.first) {
      const more = make("button", "facet-more", [all ? searchPhrases.fewer : searchPhrases.all(values.length)]);
      more.type = "button";
      more.setAttribute("aria-expanded", String(all));
      more.setAttribute("data-control", `more ${facet.key}`);
      more.addEventListener("click", () => {
        if (all) this.whole.delete(facet.key);
        else this.whole.add(facet.key);
        this.show(this.choices);
      });
      group.append(more);
    }
    return group;
  }
}
