// Every page of every site loads whole and in silence over http, and some of every kind from the disk: no error or warning of the
// console, no request off the site or in vain, nothing against the Content-Security-Policy. What is watched for stands in support.js.
import assert from "node:assert/strict";
import { test } from "node:test";
import { allSites, open } from "./support.js";

for (const site of allSites()) {
  for (const by of /** @type {const} */ (["http", "file"])) {
    test(`${site.name}: ${by === "http" ? "every page" : "some pages of every kind"} over ${by} loads in silence`, async (t) => {
      const page = await open(t, site, "index.html", { by });
      for (const one of by === "http" ? site.pages : site.samples()) {
        // Redirects leave by themselves; the absolute links of 404.html lead nowhere on a disk.
        if (one.kind === "redirect" || one.kind === "not_found") continue;
        await page.goto(page.address(one.path), { waitUntil: "load" });
        assert.equal(await page.locator("main h1").count(), 1, `${one.path} has one title`);
      }
    });
  }

  test(`${site.name}: an address without a page gives the page that says so`, async (t) => {
    const page = await open(t, site, "404.html");
    assert.match(await page.locator("h1").innerText(), /not found/i);
  });

  test(`${site.name}: pages that moved lead on`, async (t) => {
    const page = await open(t, site, "index.html");
    for (const one of site.pages.filter((one) => one.kind === "redirect")) {
      await page.goto(page.address(one.path));
      await page.waitForSelector("body[class^=kind-]");
    }
  });
}
