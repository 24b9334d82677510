// A keyboard goes through everything: the first step offers to skip the navigation, each step is seen, the order is that of the page,
// and nothing that can be clicked is left out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { open, sampleSite } from "./support.js";

const site = sampleSite();

test("the first step offers to skip to the content, and does", async (t) => {
  const page = await open(t, site, site.of("report")[0].path);
  await page.keyboard.press("Tab");
  const skip = page.locator(":focus");
  assert.match(await skip.innerText(), /skip/i);
  const box = await skip.boundingBox();
  assert.ok(box && box.y >= 0 && box.height > 20, "it is in the window");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), "MAIN");
  await page.keyboard.press("Tab");
  assert.ok(await page.locator("main :focus").count(), "the next step is in the content");
});

for (const width of [1280, 390]) {
  test(`the keyboard reaches everything, in order, and shows where it is, ${width} px`, async (t) => {
    const page = await open(t, site, "index.html", { width });
    for (const one of tour()) {
      await page.goto(page.address(one.path));
      await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => (fold.open = true)));
      const all = await page.evaluate(watch);
      assert.ok(all > 5, `${one.path} has something to reach`);
      assert.ok(all < 600, `${one.path} is too long for a test: ${all} steps`);
      for (let step = 0; step < all; step += 1) await page.keyboard.press("Tab");
      const { steps, missed } = await page.evaluate(told);
      assert.deepEqual(missed, [], `${one.path}: what no step reaches`);
      assert.deepEqual(steps.filter((/** @type {any} */ step) => !step.later), [], `${one.path}: steps that go back`);
      assert.deepEqual(steps.filter((/** @type {any} */ step) => !step.seen), [], `${one.path}: steps that nobody sees`);
    }
  });
}

test("folds open and close by keyboard", async (t) => {
  const page = await open(t, site, "insights/index.html");
  const fold = page.locator("main details:visible").first();
  await fold.locator("summary").focus();
  await page.keyboard.press("Enter");
  assert.equal(await fold.getAttribute("open"), "");
  await page.keyboard.press("Enter");
  assert.equal(await fold.getAttribute("open"), null);
});

/** A page of every kind, those that are not long. */
function tour() {
  const kinds = new Map(
    site
      .samples()
      .filter((one) => one.kind !== "not_found")
      .sort((a, b) => b.size - a.size)
      .map((one) => [one.kind === "insights" ? one.path : one.kind, one]),
  );
  return [...kinds.values(), site.of("report")[0]];
}

/**
 * Notes every step from here on, and tells how many there should be: everything that can be clicked or scrolled and is shown. A link
 * that is taken out of the order on purpose must stand elsewhere on the page too.
 */
function watch() {
  const page = /** @type {any} */ (window);
  const can = "a[href], button, summary, input, select, textarea, [tabindex]";
  const shown = [...document.querySelectorAll(can)].filter((element) => element.checkVisibility({ visibilityProperty: true }));
  // One step leads to a group of choices, the arrows lead through it.
  const isStep = (/** @type {any} */ element) => element.tabIndex >= 0 && !(element.type === "radio" && !element.checked);
  page.expected = shown.filter(isStep);
  const reached = new Set(page.expected.map((/** @type {Element} */ element) => element.getAttribute("href")));
  page.unreached = shown
    .filter((element) => /** @type {HTMLElement} */ (element).tabIndex < 0 && element.hasAttribute("href"))
    .filter((element) => !reached.has(element.getAttribute("href")))
    .map((element) => element.outerHTML.slice(0, 120));
  page.steps = [];
  addEventListener("focusin", (event) => {
    const element = /** @type {HTMLElement} */ (event.target);
    // A choice of ours is seen by the words behind it.
    const seen = (element.matches("[type=radio]") && element.nextElementSibling) || element;
    const style = getComputedStyle(seen);
    const box = seen.getBoundingClientRect();
    const last = page.steps.at(-1)?.element;
    page.steps.push({
      element,
      later: !last || Boolean(last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING),
      seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && Number(style.opacity) > 0.9 && box.width > 4 && box.height > 4,
    });
  });
  return page.expected.length;
}

/** The steps that were made since. */
function told() {
  const page = /** @type {any} */ (window);
  const been = new Set(page.steps.map((/** @type {any} */ step) => step.element));
  return {
    steps: page.steps.map((/** @type {any} */ step) => ({ ...step, element: step.element.outerHTML.slice(0, 120) })),
    missed: [
      ...page.expected.filter((/** @type {Element} */ element) => !been.has(element)).map((/** @type {Element} */ element) => element.outerHTML.slice(0, 120)),
      ...page.unreached,
    ],
  };
}
