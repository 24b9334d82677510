// Marks the week of today among the weeks of the year and offers a link to it. It scrolls nowhere by itself, and the page is whole
// without it.
(function () {
  "use strict";
  var day = 24 * 60 * 60 * 1000;
  var now = new Date();
  // The week of ISO 8601 has the year of its Thursday.
  var today = new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()));
  var thursday = new Date(today.getTime() + (3 - ((today.getUTCDay() + 6) % 7)) * day);
  var first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  var week = 1 + Math.floor((thursday.getTime() - first) / (7 * day));
  var id = "week-" + (week < 10 ? "0" : "") + week;

  var section = document.getElementById(id);
  /** @type {HTMLElement | null} */
  var note = document.querySelector("[data-this-week]");
  var link = note && note.querySelector("a");
  var number = note && note.querySelector("[data-week-number]");
  if (!section || !note || !link || !number) {
    return;
  }
  section.setAttribute("data-current", "");
  var entry = document.querySelector('.weeks li a[href="#' + id + '"]');
  if (entry) {
    entry.setAttribute("aria-current", "date");
  }
  link.setAttribute("href", "#" + id);
  number.textContent = String(week);
  note.hidden = false;
})();
