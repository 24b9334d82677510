// Colours by the reader's choice: the system's, light or dark; and the key that leads to the search. Runs before the first paint, so
// that no page flashes.
// Reading needs none of this: without script the system's setting holds and the button is not shown.
(function () {
  "use strict";
  var root = document.documentElement;
  var key = "pmsite-colours";
  // In the language of the site, by the English words, which stand where a theme's own template brings no others.
  /** @type {Record<string, string>} */
  var words = JSON.parse(document.currentScript?.dataset.words || "{}");
  /** @type {Record<string, string>} */
  var names = { system: "Colours: as the system", light: "Colours: light", dark: "Colours: dark" };
  var order = ["system", "light", "dark"];

  function stored() {
    try {
      var value = localStorage.getItem(key);
      return value && names[value] ? value : "system";
    } catch (error) {
      return "system";
    }
  }

  /** @param {string} choice */
  function apply(choice) {
    root.setAttribute("data-theme", choice);
    var buttons = document.querySelectorAll("[data-theme-switch]");
    for (var i = 0; i < buttons.length; i += 1) {
      var name = words[names[choice]] ?? names[choice];
      buttons[i].setAttribute("aria-label", name);
      buttons[i].setAttribute("title", name);
    }
  }

  root.setAttribute("data-script", "");
  apply(stored());

  document.addEventListener("DOMContentLoaded", function () {
    apply(stored());
    document.addEventListener("click", function (event) {
      if (!(event.target instanceof Element) || !event.target.closest("[data-theme-switch]")) return;
      var next = order[(order.indexOf(root.getAttribute("data-theme") || "system") + 1) % order.length];
      try {
        localStorage.setItem(key, next);
      } catch (error) {
        // A browser that keeps nothing: the choice holds for this page.
      }
      apply(next);
    });
  });

  // `/` leads to the field of the search: the page's own, or the one in its head.
  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target instanceof Element && event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    var field = document.getElementById("pm:search-input") || document.querySelector("main .site-search input") ||
      document.querySelector(".site-search input");
    if (!(field instanceof HTMLInputElement)) return;
    event.preventDefault();
    if (field.getClientRects().length === 0 && field.form) {
      // A narrow window has no room for the field: to the page that has one.
      location.assign(field.form.action);
      return;
    }
    field.focus();
    field.select();
  });

  // Paper has no folds: everything is opened for printing and closed again after it.
  /** @type {HTMLDetailsElement[]} */
  var opened = [];
  addEventListener("beforeprint", function () {
    opened = Array.prototype.slice.call(document.querySelectorAll("details:not([open])"));
    opened.forEach(function (fold) { fold.open = true; });
  });
  addEventListener("afterprint", function () {
    opened.forEach(function (fold) { fold.open = false; });
    opened = [];
  });
})();
