// What a page costs to load: style, script and fonts of a report are small, and nothing on a page moves once it is there.
import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { test } from "node:test";
import { allSites, open } from "./support.js";

/** What style sheets, scripts and fonts of a report may weigh, compressed. */
const LIMIT = 50 * 1024;

for (const site of allSites()) {
  test(`${site.name}: style, script and fonts of a report weigh less than 50 KB`, async (t) => {
    const page = await open(t, site, "index.html");
    /** @type {Promise<number>[]} */
    const weights = [];
    page.on("response", (response) => {
      if (!["stylesheet", "script", "font"].includes(response.request().resourceType())) return;
      weights.push(response.body().then((body) => gzipSync(body).length));
    });
    await page.goto(page.address(site.of("report")[0].path), { waitUntil: "networkidle" });
    assert.ok(weights.length >= 2, "a report has a style sheet and a script");
    const all = (await Promise.all(weights)).reduce((sum, weight) => sum + weight, 0);
    t.diagnostic(`style, script and fonts of a report: ${all} bytes in ${weights.length} files, compressed`);
    assert.ok(all < LIMIT, `${all} bytes`);
  });

  for (const width of [1280, 390]) {
    test(`${site.name}: nothing moves while a page loads, ${width} px`, async (t) => {
      const page = await open(t, site, "index.html", { width });
      for (const one of site.samples().filter((one) => one.kind !== "not_found")) {
        await page.goto(page.address(one.path));
        assert.deepEqual(await page.evaluate(shifts), [], one.path);
      }
    });
  }
}

/** What moved since the page began, after two more frames. */
async function shifts() {
  for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  return new Promise((resolve) => {
    const observer = new PerformanceObserver((list) => told(list.getEntries()));
    observer.observe({ type: "layout-shift", buffered: true });
    // Without an entry the observer never calls.
    setTimeout(() => told(observer.takeRecords()), 50);
    const told = (/** @type {any[]} */ entries) =>
      resolve(entries.flatMap((entry) => entry.sources.map((/** @type {any} */ source) => `${entry.value}: ${source.node?.nodeName}.${source.node?.className}`)));
  });
}
