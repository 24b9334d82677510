// Where links lead, in a browser: a number of the matrix to the list of its reports, a deep link to its place, which is marked, and
// the way back to where one was.
import assert from "node:assert/strict";
import { test } from "node:test";
import { open, sampleSite } from "./support.js";

const site = sampleSite();

test("every number of the matrix leads to a list of as many reports", async (t) => {
  const page = await open(t, site, "insights/index.html");
  const cells = await page.locator(".matrix tbody td a").evaluateAll((all) =>
    all.map((cell) => ({ address: /** @type {HTMLAnchorElement} */ (cell).href, count: parseInt(cell.textContent ?? "", 10) })),
  );
  assert.ok(cells.length > 3, "the matrix has numbers");
  for (const cell of cells) {
    await page.goto("about:blank");
    await page.goto(cell.address);
    const reports = page.locator("section:has(> :target) .report-line");
    assert.equal(await reports.count(), cell.count, cell.address);
    await inView(page);
  }
  await page.goto(page.address("insights/index.html"));
  await page.locator(".matrix tbody td a").first().click();
  await page.locator("section:has(> :target) .report-line a").first().click();
  await page.waitForSelector("body.kind-report");
});

for (const by of /** @type {const} */ (["http", "file"])) {
  test(`the link of a timeline's entry, and that of a heading, lead there over ${by}, and the place is marked`, async (t) => {
    for (const [place, css] of [
      ["an entry in a list", ".prose li[id]:has(.permalink)"],
      ["an entry in a table", ".prose tr[id]:has(.permalink)"],
      ["a heading", ".prose :is(h2, h3)[id]:has(.permalink)"],
    ]) {
      const page = await open(t, site, "index.html", { by, height: 500 });
      const there = await firstWith(page, css);
      assert.ok(there, `a report has ${place}`);
      const [path, id] = there;
      const marked = () => page.locator(`[id="${id}"]`).evaluate((element) => getComputedStyle(element).backgroundColor);
      await page.goto(page.address(path));
      const before = await marked();
      await page.goto("about:blank");
      await page.goto(page.address(`${path}#${id}`));
      await inView(page);
      assert.notEqual(await marked(), before, `${place} is marked`);

      // And its own link is this address.
      await page.goto("about:blank");
      await page.goto(page.address(path));
      await page.locator(`[id="${id}"] .permalink`).first().click();
      assert.equal(new URL(page.url()).hash, `#${id}`);
      assert.notEqual(await marked(), before);
    }
  });
}

test("the way back leads to where one was", async (t) => {
  const page = await open(t, site, "index.html", { height: 500 });
  const link = page.locator(".contents .report-line a").last();
  await link.scrollIntoViewIfNeeded();
  const was = await page.evaluate(() => scrollY);
  assert.ok(was > 100, "the list is longer than the window");
  await link.click();
  await page.waitForSelector("body.kind-report");
  const report = page.url();

  // Places on the page are steps of their own.
  const outline = page.locator(".outline a").last();
  await outline.click();
  assert.match(page.url(), /#/);
  await page.goBack();
  assert.equal(page.url(), report);
  await page.goBack();
  await page.waitForSelector("body.kind-home");
  await page.waitForFunction((was) => Math.abs(scrollY - was) < 60, was);
  await page.goForward();
  assert.equal(page.url(), report);
});

/**
 * The first report with such an element below the first window, and that element's id.
 * @param {import("./support.js").OpenPage} page
 * @param {string} css
 */
async function firstWith(page, css) {
  for (const one of site.of("report")) {
    await page.goto(page.address(one.path));
    const id = await page.locator(css).evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().top > innerHeight).at(-1)?.id);
    if (id) return [one.path, id];
  }
  return undefined;
}

/**
 * What the address names stands in the window.
 * @param {import("./support.js").OpenPage} page
 */
async function inView(page) {
  const box = await page.evaluate(() => {
    const box = document.querySelector(":target")?.getBoundingClientRect();
    return box && { top: box.top, bottom: box.bottom, window: innerHeight };
  });
  assert.ok(box, `${page.url()} names a place`);
  assert.ok(box.top >= -1 && box.top < box.window, `${page.url()} is at ${box.top} of ${box.window}`);
}
