// Paper: the navigation is gone, folds are open, addresses are spelled out, ink is dark on white whatever the screen's colours.
import assert from "node:assert/strict";
import { test } from "node:test";
import { open, sampleSite } from "./support.js";

const site = sampleSite();

test("a printed report has no navigation", async (t) => {
  const page = await open(t, site, site.of("report")[0].path, { media: "print", colours: "dark" });
  for (const gone of [".site-nav", ".theme-switch", ".trail", ".skip", ".outline", ".outline-folded", ".neighbours", ".permalink"]) {
    const all = page.locator(gone);
    assert.ok((await all.count()) > 0, `the report has ${gone}`);
    for (const one of await all.all()) assert.equal(await one.isVisible(), false, gone);
  }
  assert.ok(await page.locator("h1").isVisible());
});

test("printed pages have their folds open", async (t) => {
  const page = await open(t, site, "index.html", { media: "print" });
  let folds = 0;
  for (const path of [...site.of("report").map((one) => one.path), "insights/index.html"]) {
    await page.goto(page.address(path));
    const closed = await page.locator("details:not(.outline-folded)").evaluateAll((all) =>
      all.map((fold) => [...fold.children].filter((child) => child.tagName !== "SUMMARY" && !child.checkVisibility()).length),
    );
    folds += closed.length;
    assert.ok(closed.every((hidden) => hidden === 0), `${path}: everything in a fold is shown`);
  }
  assert.ok(folds > 5, "there are folds");
});

test("a browser that prints opens the folds and closes them again", async (t) => {
  const page = await open(t, site, "insights/index.html");
  const closed = page.locator("details:not([open])");
  const before = await closed.count();
  assert.ok(before > 0, "there are folds");
  await page.evaluate(() => {
    addEventListener("beforeprint", () => {
      document.body.setAttribute("data-closed", String(document.querySelectorAll("details:not([open])").length));
    });
  });
  await page.pdf();
  assert.equal(await page.locator("body").getAttribute("data-closed"), "0");
  assert.equal(await closed.count(), before);
});

test("printed links are spelled out", async (t) => {
  const page = await open(t, site, "index.html", { media: "print" });
  let links = 0;
  for (const one of site.of("report")) {
    await page.goto(page.address(one.path));
    const told = await page.locator('.prose a[href^="http"]').evaluateAll((all) =>
      all.map((link) => [link.getAttribute("href") ?? "", getComputedStyle(link, "::after").content]),
    );
    links += told.length;
    for (const [address, after] of told) assert.ok(after.includes(address), `${one.path}: ${address} is told as ${after}`);
  }
  assert.ok(links > 5, "there are links");
});

test("ink is dark on white, also where the screen is dark", async (t) => {
  const page = await open(t, site, site.of("report")[0].path, { colours: "dark" });
  await page.locator("[data-theme-switch]").click();
  await page.locator("[data-theme-switch]").click();
  await page.emulateMedia({ media: "print" });
  const [ground, ink] = await page.evaluate(() => [
    getComputedStyle(document.documentElement).backgroundColor,
    getComputedStyle(document.querySelector("h1") ?? document.body).color,
  ]);
  assert.equal(ground, "rgb(255, 255, 255)");
  assert.ok((ink.match(/\d+/g) ?? []).every((part) => Number(part) < 80), ink);
});

test("a printed page is as wide as the paper", async (t) => {
  const page = await open(t, site, "index.html", { media: "print", width: 680 });
  for (const one of site.samples().filter((one) => one.kind !== "not_found")) {
    await page.goto(page.address(one.path));
    const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(wide <= window, `${one.path}: ${wide} of ${window}`);
  }
});
