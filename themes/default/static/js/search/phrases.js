// Every word the search says, in one place.
//
// Takes what is to be said. Gives sentences. Nothing else in these scripts holds words for readers.
"use strict";

const searchPhrases = {
  loading: "Loading the index …",
  filters: "Filters",
  year: "Years",
  actions: "Actions",
  openActions: "With open actions",
  sections: "In",
  lasted: "lasted ",
  noDate: "no date",
  /** @param {string} key */
  fact: (key) => `${key}: `,
  retry: "Try again",
  oneLetter: "Type one letter more.",
  /** @param {number} number */
  number: (number) => number.toLocaleString(document.documentElement.lang || "en"),
  /** @param {number} number */
  reports: (number) => `${searchPhrases.number(number)} ${number === 1 ? "report" : "reports"}`,
  /** @param {number} number @param {string} query */
  found: (number, query) => `${searchPhrases.reports(number)} for “${query}”`,
  /** @param {string} query */
  nothing: (query) => `No report for “${query}”`,
  /** @param {string[]} typed @param {string[]} instead */
  instead: (typed, instead) =>
    `${typed.map((word) => `“${word}”`).join(" and ")} ${typed.length === 1 ? "stands" : "stand"} nowhere; showing results for `
    + `${instead.map((word) => `“${word}”`).join(" and ")}.`,
  /** @param {string[]} words */
  nowhere: (words) => `${words.map((word) => `“${word}”`).join(" and ")} ${words.length === 1 ? "stands" : "stand"} in no report.`,
  notTogether: "Each of the words stands in some report, but no report has them all.",
  /** @param {string[]} words */
  ignored: (words) =>
    `${words.map((word) => `“${word}”`).join(" and ")} ${words.length === 1 ? "stands" : "stand"} in most reports and `
    + `${words.length === 1 ? "was" : "were"} left out.`,
  /** @param {string[]} words */
  unsearchable: (words) =>
    `${words.map((word) => `“${word}”`).join(" and ")} cannot be searched for: the index has no numbers of more than 8 figures and no words `
    + "of more than 40 letters.",
  /** @param {string[]} words */
  titlesOnly: (words) =>
    `${words.map((word) => `“${word}”`).join(" and ")} ${words.length === 1 ? "stands" : "stand"} in most reports: these have `
    + `${words.length === 1 ? "it" : "them"} in a title or a heading.`,
  filtered: "Reports have these words, but the filters leave none of them.",
  /** @param {string} word @param {number} number */
  without: (word, number) => `Without “${word}”: ${searchPhrases.reports(number)}`,
  /** @param {number} number */
  withoutFilters: (number) => `Without filters: ${searchPhrases.reports(number)}`,
  /** @param {string} filter as it was typed */
  unknownValue: (filter) => `“${filter}” is no filter here.`,
  perhaps: "Perhaps:",
  /** @param {string} value */
  unknownDay: (value) => `“${value}” is no day; write 2031, 2031-02 or 2031-02-15.`,
  /** @param {number} number */
  more: (number) => `Show ${searchPhrases.number(number)} more`,
  /** @param {number} number */
  all: (number) => `All ${searchPhrases.number(number)}`,
  fewer: "Fewer",
  /** @param {string} filter */
  remove: (filter) => `Remove the filter ${filter}`,
  /** @param {string} key @param {string} value */
  filter: (key, value) => {
    if (key === "has") return value;
    if (key === "after") return `since ${value}`;
    return key === "before" ? `before ${value}` : `${key}: ${value}`;
  },
  /** @param {string} file */
  notLoaded: (file) => `A part of the search index did not load (${file}). The network may be gone, or the site is just being renewed.`,
  mixed: "The site was just renewed, and only a part of its search index has arrived. In some minutes all of it will be there.",
  broken: "The search met something it did not expect. Loading the page again may help.",
};
