// What pages of `pmsite serve` carry besides: it hears that there is a newer state of the site, and shows it. A page knows which state it
// shows (`data-mark`: run of the server, pages, style sheets); whatever the server says, the page compares. So nothing is missed while the
// server is gone, the machine sleeps or the page is hidden. Pages that `pmsite build` writes know nothing of it.
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const folder = new URL(".", script.src);
  let own = script.dataset.mark ?? "";

  /** Where a page was, for when it is loaded again. */
  const PLACE = "pmsite:place";
  /** How long to wait where the browser itself does not ask again. */
  const AGAIN = 1000;

  /** The part of a mark that tells which pages there are. @param {string} mark */
  const pages = (mark) => mark.split("-").slice(0, 2).join("-");

  /** @type {EventSource | undefined} */
  let source;

  // A browser has room for six connections to a host: only pages that somebody sees take one.
  function connect() {
    if (source || document.hidden) return;
    source = new EventSource(new URL("events", folder));
    for (const name of ["now", "reload", "css", "trouble", "mended"]) source.addEventListener(name, hear);
    source.addEventListener("error", () => {
      if (source?.readyState !== EventSource.CLOSED) return;
      disconnect();
      setTimeout(connect, AGAIN);
    });
  }

  function disconnect() {
    source?.close();
    source = undefined;
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);

  /** @param {MessageEvent<string>} event */
  function hear(event) {
    /** @type {{ mark: string, trouble: string | null }} */
    const { mark, trouble } = JSON.parse(event.data);
    if (pages(mark) !== pages(own)) return reload();
    if (mark !== own) restyle(mark);
    own = mark;
    tell(trouble);
  }

  function reload() {
    disconnect();
    try {
      sessionStorage.setItem(PLACE, JSON.stringify({ path: location.pathname, x: scrollX, y: scrollY }));
    } catch {
      // A browser that keeps nothing: it may keep the place by itself.
    }
    location.reload();
  }

  // The place where the page was.
  function back() {
    let kept;
    try {
      kept = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
      sessionStorage.removeItem(PLACE);
    } catch {
      return;
    }
    if (kept?.path !== location.pathname) return;
    const go = () => scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
    go();
    // Pictures may have moved it, unless the reader is on the way already.
    const moved = new AbortController();
    for (const name of ["wheel", "touchstart", "keydown", "pointerdown"]) {
      addEventListener(name, () => moved.abort(), { once: true, signal: moved.signal, passive: true });
    }
    addEventListener("load", go, { once: true, signal: moved.signal });
    addEventListener("load", () => moved.abort(), { once: true });
  }

  /** Loads the style sheets anew; the old ones stay until the new ones are there. @param {string} mark */
  function restyle(mark) {
    for (const link of document.querySelectorAll("link[data-pmsite-next]")) link.remove();
    for (const link of /** @type {NodeListOf<HTMLLinkElement>} */ (document.querySelectorAll('link[rel~="stylesheet"]'))) {
      const address = new URL(link.href);
      if (address.origin !== location.origin) continue;
      address.searchParams.set("pmsite", mark);
      const next = /** @type {HTMLLinkElement} */ (link.cloneNode());
      next.dataset.pmsiteNext = "";
      next.href = address.href;
      next.addEventListener("load", () => {
        link.remove();
        delete next.dataset.pmsiteNext;
      });
      next.addEventListener("error", () => next.remove());
      link.after(next);
    }
  }

  const LOOKS = `
    :host { all: initial; }
    .veil { position: fixed; inset: 0; z-index: 2147483647; display: grid; grid: minmax(0, 1fr) / minmax(0, 1fr); place-items: center; padding: 1rem; background: #0009; }
    .box { box-sizing: border-box; display: grid; gap: 0.75rem; grid-template-rows: auto auto minmax(0, 1fr) auto; width: min(72rem, 100%);
      max-height: 100%; padding: 1.25rem; border: 1px solid #b3261e; border-top-width: 6px; border-radius: 6px;
      background: #fff; color: #1b1b1b; font: 16px/1.5 system-ui, sans-serif; }
    h2, p { margin: 0; }
    h2 { font-size: 1.2rem; }
    pre { overflow: auto; margin: 0; padding: 0.75rem; border: 1px solid #767676; white-space: pre; background: #f6f6f6;
      font: 13px/1.45 ui-monospace, "DejaVu Sans Mono", monospace; tab-size: 4; }
    button { justify-self: end; min-height: 2.5rem; padding: 0 1rem; border: 1px solid currentColor; border-radius: 4px; background: none;
      color: inherit; font: inherit; cursor: pointer; }
    :focus-visible { outline: 3px solid #0b57d0; outline-offset: 2px; }
    @media (prefers-color-scheme: dark) {
      .box { border-color: #f2b8b5; background: #1d1b1b; color: #eee; }
      pre { border-color: #8a8a8a; background: #111; }
      :focus-visible { outline-color: #a8c7fa; }
    }
    @media print { .veil { display: none; } }`;

  /** @type {HTMLElement | undefined} */
  let overlay;
  /** @type {string | null} */
  let told = null;

  /** Shows what is wrong, over the page; takes it away where nothing is. @param {string | null} trouble */
  function tell(trouble) {
    if (trouble === told) return;
    told = trouble;
    if ("pmsiteTrouble" in document.documentElement.dataset) {
      // The page says nothing else.
      const text = document.querySelector("pre");
      if (text && trouble !== null) text.textContent = trouble;
      return;
    }
    close();
    if (trouble !== null) open(trouble);
  }

  /** @type {HTMLElement | null} */
  let before = null;

  /** @param {string} trouble */
  function open(trouble) {
    before = /** @type {HTMLElement | null} */ (document.activeElement);
    overlay = document.createElement("pmsite-trouble");
    const root = overlay.attachShadow({ mode: "open" });
    // The pages' policy forbids styles in the page; a sheet that a script makes is none.
    const looks = new CSSStyleSheet();
    looks.replaceSync(LOOKS);
    root.adoptedStyleSheets = [looks];
    const make = (/** @type {string} */ name, /** @type {Record<string, string>} */ attributes, /** @type {(string | Node)[]} */ ...inside) => {
      const element = document.createElement(name);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      element.append(...inside);
      return element;
    };
    const button = make("button", { type: "button" }, "Close (Esc)");
    button.addEventListener("click", close);
    const box = make(
      "div",
      { class: "box", role: "alertdialog", "aria-modal": "true", "aria-labelledby": "title", "aria-describedby": "text", lang: "en", dir: "ltr" },
      make("h2", { id: "title" }, "The site could not be made anew"),
      make("p", {}, "The page below is the last good one. This goes away when the following is mended."),
      make("pre", { id: "text", tabindex: "0" }, trouble),
      button,
    );
    root.append(make("div", { class: "veil" }, box));
    root.addEventListener("keydown", (event) => keep(/** @type {KeyboardEvent} */ (event), root));
    document.documentElement.append(overlay);
    addEventListener("keydown", escape, true);
    button.focus();
  }

  /** The key `Tab` stays in the box. @param {KeyboardEvent} event @param {ShadowRoot} root */
  function keep(event, root) {
    if (event.key !== "Tab") return;
    const stops = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("pre, button"));
    const end = event.shiftKey ? stops[0] : stops[stops.length - 1];
    if (root.activeElement !== end) return;
    event.preventDefault();
    stops[event.shiftKey ? stops.length - 1 : 0].focus();
  }

  /** @param {KeyboardEvent} event */
  function escape(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    close();
  }

  function close() {
    if (!overlay) return;
    overlay.remove();
    overlay = undefined;
    removeEventListener("keydown", escape, true);
    before?.focus({ preventScroll: true });
  }

  back();
  connect();
})();
