// A button at each block of code that copies its text as it was written. Without script there is no button, and nothing is missing.
(function () {
  "use strict";
  // In the language of the site, by the English words, which stand where a theme's own template brings no others.
  /** @type {Record<string, string>} */
  var words = JSON.parse(document.currentScript?.dataset.words || "{}");
  var boxes = document.querySelectorAll(".code > pre");
  if (!boxes.length) {
    return;
  }
  // Says what happened to who does not see the button change.
  var said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  document.body.appendChild(said);

  // What stands behind a bar is for who translates.
  /** @param {string} english @param {string} [code] what stands for `{code}` */
  function say(english, code) {
    return (words[english] ?? english.replace(/\|.*$/, "")).split("{code}").join(code);
  }

  /** @param {Element} text */
  function select(text) {
    var range = document.createRange();
    range.selectNodeContents(text);
    var selection = getSelection();
    if (!selection) return;
    selection.removeAllRanges();
    selection.addRange(range);
  }

  // Where a page may not write to the clipboard by itself, as a page without a secure address: what a reader would do by hand.
  /** @param {Element} text */
  function copySelected(text) {
    select(text);
    var done = false;
    try {
      done = document.execCommand("copy");
    } catch (error) {
      done = false;
    }
    if (done) {
      getSelection()?.removeAllRanges();
    }
    return done;
  }

  // One word is seen; alone it would say little in a list of buttons.
  /** @param {Element} button @param {string} word @param {string} name of the button, with `{code}` @param {Element} box */
  function show(button, word, name, box) {
    button.textContent = say(word);
    button.setAttribute("aria-label", say(name, box.getAttribute("aria-label") || say("code|what is copied")));
  }

  /** @param {Element} button @param {Element} box */
  function offer(button, box) {
    show(button, "Copy|action", "Copy {code}", box);
  }

  /** @type {WeakMap<Element, ReturnType<typeof setTimeout>>} */
  var timers = new WeakMap();

  /** @param {Element} button @param {Element} box @param {string} word @param {string} name @param {string} told */
  function tell(button, box, word, name, told) {
    show(button, word, name, box);
    said.textContent = say(told);
    clearTimeout(timers.get(button));
    timers.set(button, setTimeout(function () {
      offer(button, box);
      said.textContent = "";
    }, 2500));
  }

  /** @param {Element} box */
  function add(box) {
    var text = box.querySelector("code") || box;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    offer(button, box);
    button.addEventListener("click", function () {
      function copied() {
        tell(button, box, "Copied", "Copied {code}", "Copied");
      }
      function byHand() {
        if (copySelected(text)) {
          copied();
        } else {
          // The text stays selected: the keys of the reader's system copy it.
          tell(button, box, "Selected", "Selected {code}", "Selected, copy it with the keys of your system");
        }
      }
      if (navigator.clipboard && navigator.clipboard.writeText) {
        navigator.clipboard.writeText(text.textContent || "").then(copied, byHand);
      } else {
        byHand();
      }
    });
    box.before(button);
  }

  for (var i = 0; i < boxes.length; i += 1) {
    add(boxes[i]);
  }
})();
