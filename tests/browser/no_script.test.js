// Without script every page is whole: what can be read and where links lead does not depend on it, and no button stands there that
// does nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { allSites, open } from "./support.js";

for (const site of allSites()) {
  test(`${site.name}: without script nothing is hidden`, async (t) => {
    const page = await open(t, site, "index.html", { script: false });
    for (const one of site.samples().filter((one) => one.kind !== "not_found")) {
      await page.goto(page.address(one.path));
      const { links, texts } = await page.evaluate(hidden);
      assert.deepEqual(links, [], `${one.path}: links that nobody can reach`);
      assert.deepEqual(texts, [], `${one.path}: words that nobody can read`);
      assert.equal(await page.locator("button:visible").count(), 0, `${one.path}: a button that does nothing`);
    }
  });
}

/**
 * The links and words of the page that are neither shown nor in a fold (which opens without script), and are not said elsewhere on the
 * page either. What has the attribute `hidden` waits for a script to say more, as which week is this one: it may lead to places of
 * the same page only.
 */
function hidden() {
  const shown = (/** @type {Element} */ element) =>
    element.closest("details:not([open])") !== null || element.checkVisibility({ visibilityProperty: true });
  const words = (/** @type {Element} */ element) => (element.textContent ?? "").replace(/\s+/g, " ").trim();
  const addresses = [...document.querySelectorAll("a[href]")];
  const reached = new Set(addresses.filter(shown).map((link) => link.getAttribute("href")));
  const links = addresses.map((link) => link.getAttribute("href") ?? "").filter((address) => !reached.has(address));
  const parts = [...document.querySelectorAll("main :is(p, li, td, th, dt, dd, h1, h2, h3, h4, h5, h6, pre, figcaption)")];
  const said = new Set(parts.filter(shown).map(words));
  const texts = parts.filter((part) => !shown(part) && !part.closest("[hidden]") && !said.has(words(part))).map(words);
  const waiting = new Set([...document.querySelectorAll("[hidden] a[href^='#']")].map((link) => link.getAttribute("href")));
  return { links: links.filter((address) => !waiting.has(address)), texts };
}
