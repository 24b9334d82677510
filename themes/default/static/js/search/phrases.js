// Every word the search says, in one place.
//
// Takes what is to be said, and the words of the site's language from the attribute `data-words` of the element that loads this script,
// which `search.html` gives. Gives sentences. Nothing else in these scripts holds words for readers. A text is called by its English
// words, and what has no words there is said in them; what stands behind a bar is for who translates and never shown.
"use strict";

const searchPhrases = (() => {
  /** @type {Record<string, string | Record<string, string>>} texts, and numbers with their words by kind of number */
  const words = JSON.parse(document.currentScript?.dataset.words || "{}");
  const language = document.documentElement.lang || "en";
  const kinds = new Intl.PluralRules(language);
  // The rest of the site has these figures in every language.
  const figures = new Intl.NumberFormat(language, { numberingSystem: "latn" });

  /** @param {number} number */
  const number = (number) => figures.format(number);

  /** @param {string} english */
  const shown = (english) => english.replace(/\|.*$/, "");

  /** @param {string} text @param {Record<string, string>} values */
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (braces, name) => values[name] ?? braces);

  /**
   * A text with its values.
   * @param {string} english
   * @param {Record<string, string>} [values]
   */
  function text(english, values = {}) {
    const found = words[english];
    return filled(typeof found === "string" ? found : shown(english), values);
  }

  /**
   * A number with its word, which stands where `{n}` stands, else in front.
   * @param {number} count
   * @param {string} one
   * @param {string} many
   * @param {Record<string, string>} [values]
   */
  function counted(count, one, many, values = {}) {
    const found = words[many];
    const form = typeof found === "object" ? found[kinds.select(count)] ?? found.other : undefined;
    const told = form ?? shown(count === 1 ? one : many);
    return filled(told.includes("{n}") ? told : `{n} ${told}`, { ...values, n: number(count) });
  }

  /**
   * Words of the query, as a list in a sentence.
   * @param {string[]} words
   */
  const list = (words) =>
    words.map((word) => text("“{word}”", { word })).reduce((words, word) => text("{words} and {word}", { words, word }));

  /**
   * A sentence about one word of the query or about several.
   * @param {string[]} words
   * @param {string} one with `{word}`
   * @param {string} many with `{words}`
   * @param {Record<string, string>} [values]
   */
  const about = (words, one, many, values = {}) =>
    words.length === 1 ? text(one, { ...values, word: list(words) }) : text(many, { ...values, words: list(words) });

  /** @param {string} key */
  const filterName = (key) => text(`${key}|filter`);

  return {
    number,
    loading: text("Loading the index …"),
    filters: text("Filters"),
    year: text("Years"),
    actions: text("Actions"),
    openActions: text("With open actions"),
    sections: text("In|before links to sections"),
    lasted: `${text("lasted|before how long")} `,
    noDate: text("no date"),
    /** @param {string} key */
    fact: (key) => text("{filter}: {value}", { filter: filterName(key), value: "" }),
    retry: text("Try again"),
    oneLetter: text("Type one more letter."),
    /** @param {number} number @param {string} query */
    found: (number, query) => counted(number, "{n} report for “{query}”", "{n} reports for “{query}”", { query }),
    /** @param {string} query */
    nothing: (query) => text("No report for “{query}”", { query }),
    /** @param {string} found how many reports, without an end @param {string[]} sentences what is to be said of that */
    sentences: (found, sentences) => text("{found}. {sentences}", { found, sentences: sentences.join(" ") }),
    /** @param {string[]} typed @param {string[]} instead */
    instead: (typed, instead) =>
      about(typed, "{word} is in no report; showing results for {instead}.", "{words} are in no report; showing results for {instead}.",
        { instead: list(instead) }),
    /** @param {string[]} words */
    nowhere: (words) => about(words, "{word} is in no report.", "{words} are in no report."),
    notTogether: text("Each of the words is in some report, but no report has them all."),
    /** @param {string[]} words */
    ignored: (words) =>
      about(words, "{word} is in most reports and was left out.", "{words} are in most reports and were left out."),
    /** @param {string[]} words */
    unsearchable: (words) =>
      about(
        words,
        "{word} cannot be searched for: the index has no numbers of more than 8 digits and no words of more than 40 letters.",
        "{words} cannot be searched for: the index has no numbers of more than 8 digits and no words of more than 40 letters.",
      ),
    /** @param {string[]} words */
    titlesOnly: (words) =>
      about(
        words,
        "{word} is in most reports: these have it in a title or a heading.",
        "{words} are in most reports: these have them in a title or a heading.",
      ),
    filtered: text("There are reports with these words, but the filters leave none of them."),
    /** @param {string} word @param {number} number */
    without: (word, number) => counted(number, "Without “{word}”: {n} report", "Without “{word}”: {n} reports", { word }),
    /** @param {number} number */
    withoutFilters: (number) => counted(number, "Without filters: {n} report", "Without filters: {n} reports"),
    /** @param {string} filter as it was typed */
    unknownValue: (filter) => text("“{filter}” is not a filter here.", { filter }),
    perhaps: text("Perhaps:"),
    /** @param {string} value */
    unknownDay: (value) => text("“{value}” is not a day; write 2031, 2031-02 or 2031-02-15.", { value }),
    /** @param {number} number */
    more: (number) => counted(number, "Show {n} more", "Show {n} more"),
    /** @param {number} number */
    all: (number) => counted(number, "All {n}", "All {n}"),
    fewer: text("Fewer"),
    /** @param {string} filter */
    remove: (filter) => text("Remove the filter {filter}", { filter }),
    /** @param {string} key @param {string} value */
    filter: (key, value) => {
      if (key === "has") return value;
      if (key === "after") return text("since {day}", { day: value });
      if (key === "before") return text("before {day}", { day: value });
      return text("{filter}: {value}", { filter: filterName(key), value });
    },
    /** @param {string} file */
    notLoaded: (file) =>
      text("A part of the search index did not load ({file}). The network may be gone, or the site is being updated right now.", { file }),
    mixed: text(
      "The site has just been updated, and only a part of its search index has arrived. In a few minutes all of it will be there.",
    ),
    broken: text("The search met something it did not expect. Loading the page again may help."),
  };
})();
