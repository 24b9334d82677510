// Where the reader's system forces its few colours, what is drawn is still there: marks, bars, dots, keys and the switch are told from
// the ground they stand on. Held by the pixels.
import assert from "node:assert/strict";
import { test } from "node:test";
import { browser, open, sampleSite } from "./support.js";

const site = sampleSite();

/** Pages and what is drawn on them. */
const drawn = [
  ["index.html", [".years .mark", ".years .severity", ".theme-switch svg"]],
  ["insights/index.html", [".chart .part", ".chart .dot", ".chart text", ".chart .key", ".matrix td a"]],
  ["causes/index.html", [".terms .bar rect"]],
  [site.of("report")[0].path, [".facts .severity", ".prose a:not(.permalink)", ".permalink"]],
];

for (const colours of /** @type {const} */ (["light", "dark"])) {
  test(`with forced colours nothing that is drawn disappears, ${colours}`, async (t) => {
    const page = await open(t, site, "index.html", { forced: true, colours });
    for (const [path, all] of drawn) {
      await page.goto(page.address(String(path)));
      for (const css of all) {
        const one = page.locator(css).locator("visible=true").first();
        if (css === ".permalink") await one.focus();
        assert.ok((await ink(await one.screenshot())) > 3, `${path}: ${css} is not to be seen`);
      }
    }
  });

  test(`with forced colours the current entry of the navigation is told from the others, ${colours}`, async (t) => {
    const page = await open(t, site, "insights/index.html", { forced: true, colours });
    const line = (/** @type {string} */ css) => page.locator(css).first().evaluate((element) => getComputedStyle(element).borderBlockEndColor);
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const others = await line(".site-nav a:not([aria-current])");
    assert.notEqual(await line(".site-nav a[aria-current]"), others);
    assert.ok([ground, await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)].includes(others), others);
  });

  test(`with forced colours the parts of a bar, and stated and computed dots, are told apart, ${colours}`, async (t) => {
    const page = await open(t, site, "insights/index.html", { forced: true, colours });
    // A key stands before its words: by its look alone two of a legend must differ.
    for (const legend of await page.locator(".chart figcaption:has(.key + .key)").all()) {
      const keys = await legend.locator(".key").all();
      const looks = await Promise.all(keys.map((key) => key.evaluate((element) => {
        const style = getComputedStyle(element, "::before");
        return [style.backgroundColor, style.borderTopColor, style.borderTopStyle, style.backgroundImage].join(" ");
      })));
      assert.equal(new Set(looks).size, looks.length, `${await legend.innerText()}: ${looks.join("; ")}`);
    }
  });
}

/**
 * How many pixels of a picture differ clearly from its most frequent colour.
 * @param {Buffer} png
 */
async function ink(png) {
  const context = await (await browser()).newContext();
  const page = await context.newPage();
  const count = await page.evaluate(async (address) => {
    const picture = await createImageBitmap(await (await fetch(address)).blob());
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const brush = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
    brush.drawImage(picture, 0, 0);
    const { data } = brush.getImageData(0, 0, picture.width, picture.height);
    /** @type {Map<number, number>} */
    const colours = new Map();
    for (let at = 0; at < data.length; at += 4) {
      const colour = (data[at] << 16) | (data[at + 1] << 8) | data[at + 2];
      colours.set(colour, (colours.get(colour) ?? 0) + 1);
    }
    const ground = [...colours].sort((a, b) => b[1] - a[1])[0][0];
    const far = (/** @type {number} */ a, /** @type {number} */ b) =>
      Math.abs((a >> 16) - (b >> 16)) + Math.abs(((a >> 8) & 255) - ((b >> 8) & 255)) + Math.abs((a & 255) - (b & 255)) > 120;
    return [...colours].reduce((sum, [colour, many]) => (far(colour, ground) ? sum + many : sum), 0);
  }, `data:image/png;base64,${png.toString("base64")}`);
  await context.close();
  return count;
}
