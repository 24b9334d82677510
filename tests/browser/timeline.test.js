// The switch of a timeline: times as written, by UTC, by the clock of the reader; the choice is kept, and nothing moves.
import assert from "node:assert/strict";
import { test } from "node:test";
import { open, sampleSite } from "./support.js";

const site = sampleSite();
const reports = site.of("report").map((page) => page.path);
const report = reports.find((path) => /class="written"[^>]*Z"/.test(site.text(path)) && site.text(path).includes('value="local"'));
assert.ok(report, "no report of the sample has a timeline whose zone is known");

/**
 * Chooses a clock.
 * @param {import("./support.js").OpenPage} page
 * @param {string} clock
 */
const choose = (page, clock) => page.locator(`.clocks [value=${clock}]`).check({ force: true });

/**
 * The times of the timeline as they are seen.
 * @param {import("./support.js").OpenPage} page
 */
const seen = (page) => page.locator(".prose .at").evaluateAll((all) => all.map((at) => /** @type {HTMLElement} */ (at).innerText.trim()));

test("a clock is chosen, and the choice is kept", async (t) => {
  const page = await open(t, site, report, { zone: "Asia/Tokyo" });
  const written = await seen(page);
  await choose(page, "local");
  const local = await seen(page);
  assert.notDeepEqual(local, written);
  const first = page.locator("time.written[datetime$=Z]").first();
  const machine = (await first.getAttribute("datetime")) ?? "";
  const hour = (Number(machine.slice(11, 13)) + 9) % 24;
  const mine = await first.locator("xpath=following-sibling::time[@class='local']").innerText();
  assert.match(mine, new RegExp(`${String(hour).padStart(2, "0")}:${machine.slice(14, 16)}`));
  await page.reload();
  assert.ok(await page.locator(".clocks [value=local]").isChecked());
  assert.deepEqual(await seen(page), local);
  await choose(page, "written");
  await page.reload();
  assert.deepEqual(await seen(page), written);
});

test("nothing moves when script arrives, whatever was chosen", async (t) => {
  const page = await open(t, site, report, { zone: "Asia/Tokyo" });
  const height = () => page.evaluate(() => document.documentElement.scrollHeight);
  const without = await open(t, site, report, { zone: "Asia/Tokyo", script: false });
  const bare = await without.locator("html").evaluate((root) => root.scrollHeight);
  assert.equal(await height(), bare);
  for (const clock of ["utc", "local"]) {
    await choose(page, clock);
    await page.reload();
    assert.equal(await height(), bare, clock);
  }
});

test("without script times are as written, and no switch is seen", async (t) => {
  const page = await open(t, site, report, { script: false });
  assert.equal(await page.locator(".clocks").isVisible(), false);
  assert.ok((await page.locator(".prose time.written").count()) > 0);
  assert.ok(await page.locator(".prose time.written").first().isVisible());
});

test("the switch goes by keyboard", async (t) => {
  const page = await open(t, site, report, {});
  await page.locator(".clocks [value=written]").focus();
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.locator("html").getAttribute("data-times"), "utc");
});
