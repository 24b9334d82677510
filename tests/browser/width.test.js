// No page is wider than its window: at 320 px, as on a small phone, and at 640, which is 1280 at twice the size; folds open too.
// What is wide by nature (tables, code, the matrix) scrolls in a box of its own, which a keyboard can reach.
import assert from "node:assert/strict";
import { test } from "node:test";
import { allSites, open } from "./support.js";

for (const site of allSites()) {
  for (const width of [320, 640]) {
    test(`${site.name}: no page is wider than ${width} px`, async (t) => {
      const page = await open(t, site, "index.html", { width });
      for (const one of site.samples().filter((one) => one.kind !== "not_found")) {
        await page.goto(page.address(one.path));
        assert.deepEqual(await page.evaluate(beyond), [], `${one.path}: what reaches beyond the window`);
      }
    });

    test(`${site.name}: the page for what is not there is no wider than ${width} px`, async (t) => {
      assert.deepEqual(await (await open(t, site, "404.html", { width })).evaluate(beyond), []);
    });
  }
}

/** What makes the page wider than the window; nothing where it is not. */
function beyond() {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  const page = document.documentElement;
  if (page.scrollWidth <= innerWidth) return [];
  const names = [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
    .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class")} to ${Math.round(element.getBoundingClientRect().right)}`);
  return [`${page.scrollWidth} px`, ...names.slice(-5)];
}
