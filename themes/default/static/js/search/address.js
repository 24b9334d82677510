// The query in the address of the page, so that a search can be linked to, kept and gone back to.
//
// Takes and gives the text of the query: in `?q=`, or in `#q=` where a page opened from the disk may not change the former. A
// search the reader paused at gets an entry of its own in the history; what is typed in between does not.
"use strict";

class SearchAddress {
  constructor() {
    /** Whether the entry of the history we stand on may be written over. */
    this.passing = false;
  }

  /** The query of the address. */
  read() {
    const fragment = /^#q=(.*)$/s.exec(location.hash);
    if (fragment !== null) {
      try {
        return decodeURIComponent(fragment[1].replace(/\+/g, " "));
      } catch {
        return fragment[1];
      }
    }
    return new URLSearchParams(location.search).get("q") ?? "";
  }

  /**
   * Writes the query: over the entry of what was typed just before, else into one of its own.
   * @param {string} text
   */
  write(text) {
    if (text.trim() === this.read().trim()) return;
    const change = this.passing ? "replaceState" : "pushState";
    const query = text.trim() === "" ? "" : `q=${encodeURIComponent(text.trim()).replace(/%20/g, "+")}`;
    try {
      history[change](null, "", `${location.pathname}${query === "" ? "" : `?${query}`}`);
    } catch {
      try {
        history[change](null, "", `#${query}`);
      } catch {
        // A browser that lets a page from the disk change nothing: the search works, its address stays.
      }
    }
    this.passing = true;
  }

  /** The reader paused here or goes on from here: what comes next gets an entry of its own. */
  settle() {
    this.passing = false;
  }

  /**
   * Keeps how far the reader was, for the way back.
   * @param {{ shown: number, scroll: number }} place
   */
  keepPlace(place) {
    try {
      history.replaceState(place, "");
    } catch {
      // As above: the way back leads to the top then.
    }
  }

  /**
   * How far the reader was, if they come back.
   * @returns {{ shown: number, scroll: number } | null}
   */
  static place() {
    const { state } = history;
    return state !== null && typeof state === "object" && typeof state.shown === "number" && typeof state.scroll === "number" ? state : null;
  }
}
