// The times of a timeline by a clock of the reader's choice: as written, UTC, or that of the reader.
// Reading needs none of this: without script times stand as written, with UTC beside them, and the choice is not shown.
(function () {
  "use strict";
  var root = document.documentElement;
  var key = "pmsite-times";
  var choices = ["written", "utc", "local"];

  function stored() {
    try {
      var value = localStorage.getItem(key) || "";
      return choices.indexOf(value) < 0 ? "written" : value;
    } catch (error) {
      return "written";
    }
  }

  /**
   * A moment with its offset; none where only a wall clock is known.
   * @param {string | null} machine
   */
  function moment(machine) {
    if (!machine || !/(Z|[+-]\d\d:\d\d)$/.test(machine)) return null;
    var at = new Date(machine);
    return isNaN(at.getTime()) ? null : at;
  }

  /** @param {number} number */
  function two(number) {
    return (number < 10 ? "0" : "") + number;
  }

  /** @param {Date} at */
  function clock(at) {
    var seconds = at.getSeconds() ? ":" + two(at.getSeconds()) : "";
    return two(at.getHours()) + ":" + two(at.getMinutes()) + seconds;
  }

  /** @param {Date} at */
  function day(at) {
    return at.getFullYear() + "-" + two(at.getMonth() + 1) + "-" + two(at.getDate());
  }

  /**
   * The words of a moment by the clock of the reader, with its day where that is another one there.
   * @param {Element} written
   * @param {Date} at
   */
  function local(written, at) {
    var words = (written.classList.contains("about") ? "~" : "") + clock(at);
    var until = moment(written.getAttribute("data-until"));
    if (until) words += " \u2013 " + clock(until);
    // What the author wrote with its day keeps one.
    var tellsDay = /\d/.test((written.textContent || "").replace(/\d{1,2}[:.]\d\d([:.]\d\d)?/g, ""));
    if (!tellsDay && (written.getAttribute("datetime") || "").slice(0, 10) === day(at)) return words;
    // The site writes `26 Nov`, not `Nov 26`; its calendar and its figures are the same in every language.
    var language = /^en(-|$)/i.test(root.lang) ? "en-GB" : root.lang;
    var name = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", calendar: "gregory", numberingSystem: "latn" });
    return name.format(at) + " " + words;
  }

  // Written once, when somebody first asks for it.
  var told = false;
  function tell() {
    if (told) return;
    told = true;
    var times = document.querySelectorAll("time.written");
    for (var i = 0; i < times.length; i += 1) {
      var at = moment(times[i].getAttribute("datetime"));
      if (!at) continue;
      var mine = document.createElement("time");
      mine.className = "local";
      mine.setAttribute("datetime", at.toISOString());
      mine.textContent = local(times[i], at);
      times[i].insertAdjacentElement("afterend", mine);
      mine.insertAdjacentText("beforebegin", " ");
    }
  }

  /** @returns {NodeListOf<HTMLInputElement>} */
  function choosers() {
    return document.querySelectorAll('input[name="pm:times"]');
  }

  /** @param {string} choice */
  function apply(choice) {
    root.setAttribute("data-times", choice);
    if (document.readyState === "loading") return;
    if (choice === "local") tell();
    choosers().forEach(function (input) { input.checked = input.value === choice; });
  }

  // Before the first paint, so that no time jumps.
  apply(stored());

  document.addEventListener("DOMContentLoaded", function () {
    apply(stored());
    var zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    choosers().forEach(function (input) {
      if (input.value === "local" && zone && input.parentElement) input.parentElement.title = zone;
      input.addEventListener("change", function () {
        try {
          localStorage.setItem(key, input.value);
        } catch (error) {
          // A browser that keeps nothing: the choice holds for this page.
        }
        apply(input.value);
      });
    });
  });
})();
