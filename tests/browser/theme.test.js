// The switch of colours: the system's until the reader chooses; the choice holds on every page and after a reload.
import assert from "node:assert/strict";
import { test } from "node:test";
import { open, sampleSite } from "./support.js";

const site = sampleSite();
const report = site.of("report")[0].path;

test("colours follow the system", async (t) => {
  const light = await paper(await open(t, site, report, { colours: "light" }));
  const dark = await paper(await open(t, site, report, { colours: "dark" }));
  assert.ok(light > 200 && dark < 60, `paper is ${light} in light colours and ${dark} in dark ones`);
});

test("a choice of colours is kept over pages and reload, and can be taken back", async (t) => {
  const page = await open(t, site, report, { colours: "light" });
  const button = page.locator("[data-theme-switch]");
  assert.match((await button.getAttribute("aria-label")) ?? "", /system/);
  await button.click();
  await button.click();
  assert.match((await button.getAttribute("aria-label")) ?? "", /dark/);
  assert.ok((await paper(page)) < 60);
  await page.reload();
  assert.ok((await paper(page)) < 60, "after a reload");
  for (const kind of ["home", "insights", "term"]) {
    await page.goto(page.address(site.of(kind)[0].path));
    assert.ok((await paper(page)) < 60, `on another page: ${kind}`);
  }
  await page.locator("[data-theme-switch]").click();
  await page.reload();
  assert.ok((await paper(page)) > 200, "as the system again");
});

test("the chosen colours are there before anything is painted", async (t) => {
  const page = await open(t, site, report, { colours: "light" });
  await page.evaluate(() => localStorage.setItem("pmsite-colours", "dark"));
  await page.addInitScript(() => {
    new MutationObserver((_all, observer) => {
      if (!document.body) return;
      observer.disconnect();
      document.documentElement.setAttribute("data-first", document.documentElement.getAttribute("data-theme") ?? "none");
    }).observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  assert.equal(await page.locator("html").getAttribute("data-first"), "dark");
});

/**
 * How light the page's ground is, 0 to 255.
 * @param {import("./support.js").OpenPage} page
 */
async function paper(page) {
  const colour = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const parts = colour.match(/[\d.]+/g)?.slice(0, 3).map(Number) ?? [];
  assert.equal(parts.length, 3, colour);
  return parts.reduce((sum, part) => sum + part, 0) / 3;
}
